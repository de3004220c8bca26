package dev.sightline.cli.library;

import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.cli.common.UsageException;
import dev.sightline.library.PathMapping;
import dev.sightline.library.image.StoredPath;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.maintenance.LibraryMerge;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `sightline library merge A B… --into C`
@Command(
    name = "merge",
    mixinStandardHelpOptions = true,
    description = "Merge libraries of one model; each image is kept once with all its paths.")
public final class LibraryMergeCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(arity = "1..*", paramLabel = "LIBRARY", description = "Libraries to take from.")
  private List<Path> sources = List.of();

  @Option(
      names = "--into",
      required = true,
      paramLabel = "DIR",
      description = "The target library: one of the same model, or a new one.")
  private @Nullable Path target;

  @Option(
      names = "--map",
      paramLabel = "OLD=NEW",
      description = "The new location of a folder of the sources; repeatable.")
  private List<String> maps = List.of();

  @Mixin private CommonOptions common = new CommonOptions();

  /// @param console where results and notes are printed
  public LibraryMergeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    common.requireWriting("library merge");
    if (target == null) {
      throw new UsageException("Name the target with --into DIR.");
    }
    Path into = target.toAbsolutePath().normalize();
    List<Path> from = sources.stream().map(it -> it.toAbsolutePath().normalize()).toList();
    requireDifferent(from, into);
    List<PathMapping> mappings = maps.stream().map(LibraryMergeCommand::mapping).toList();
    requireOfUse(mappings, from);
    var outcome = LibraryMerge.run(from, into, mappings);
    if (common.json()) {
      console.printObject(
          json -> {
            json.writeStringField("library", into.toString());
            json.writeNumberField("documents", outcome.images());
            json.writeNumberField("folded", outcome.folded());
          });
      return ExitCode.OK;
    }
    console
        .out()
        .printf(
            "%,d images in %s; %,d were in it more than once%n",
            outcome.images(), Console.visible(into), outcome.folded());
    return ExitCode.OK;
  }

  private static void requireDifferent(List<Path> sources, Path target) {
    var seen = new HashSet<Path>();
    seen.add(real(target));
    for (Path source : sources) {
      if (!seen.add(real(source))) {
        throw new UsageException(
            "%s is named twice: name each library once, and the one to merge into only with --into."
                .formatted(Console.visible(source)));
      }
    }
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      return folder; // a new library is not there yet
    }
  }

  private static PathMapping mapping(String text) {
    int equals = text.indexOf('=');
    if (equals < 1 || equals == text.length() - 1) {
      throw new UsageException("--map is OLD=NEW, got '%s'.".formatted(text));
    }
    return new PathMapping(
        absolute(text.substring(0, equals)), absolute(text.substring(equals + 1)));
  }

  private static Path absolute(String text) {
    Path path = Path.of(text);
    return StoredPath.isAbsolute(path) ? path : path.toAbsolutePath().normalize();
  }

  /// Checks that a folder to map is a root. A mistyped folder would map nothing and say nothing.
  private static void requireOfUse(List<PathMapping> mappings, List<Path> sources) {
    if (mappings.isEmpty()) {
      return;
    }
    var roots = new ArrayList<Path>();
    for (Path source : sources) {
      try (var reader = LibraryReader.open(source)) {
        reader.state().roots().forEach(root -> roots.add(root.folder()));
      }
    }
    for (PathMapping mapping : mappings) {
      boolean fits =
          roots.stream()
              .anyMatch(root -> mapping.covers(root) || StoredPath.liesUnder(mapping.from(), root));
      if (!fits) {
        throw new UsageException(
            "--map %s: no folder of the libraries lies there. Their folders are: %s."
                .formatted(
                    Console.visible(mapping.from()),
                    String.join(", ", roots.stream().map(Console::visible).distinct().toList())));
      }
    }
  }
}
