package dev.sightline.cli.library;

import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.cli.common.RootArgument;
import dev.sightline.cli.common.UsageException;
import dev.sightline.engine.LibraryOpener;
import dev.sightline.library.LibraryState;
import dev.sightline.library.image.StoredPath;
import dev.sightline.library.maintenance.LibraryRoots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `sightline library move-root OLD NEW`
@Command(
    name = "move-root",
    mixinStandardHelpOptions = true,
    description = "Tell the library that one of its folders has moved; nothing is embedded again.")
public final class LibraryMoveRootCommand implements Callable<Integer> {
  private final Directories directories;
  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "OLD",
      description = "A folder that `library info` lists, or a parent of several.")
  private Path from = Path.of("");

  @Parameters(index = "1", paramLabel = "NEW", description = "Where it lies now.")
  private Path to = Path.of("");

  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  public LibraryMoveRootCommand(Directories directories, Console console) {
    this.directories = directories;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    common.requireWriting("library move-root");
    Path library = common.library(directories);
    LibraryState state = LibraryOpener.existing(library);
    Path old =
        RootArgument.find(
                from,
                it ->
                    state.roots().stream()
                        .anyMatch(root -> StoredPath.liesUnder(root.folder(), it)))
            .orElseThrow(() -> RootArgument.notARoot(from, state, library));
    if (!Files.isDirectory(to)) {
      throw new UsageException("There is no folder %s.".formatted(Console.visible(to)));
    }
    Path now = to.toRealPath();
    LibraryRoots.conflictingRoot(state.roots(), old, now)
        .ifPresent(
            other -> {
              throw new UsageException(
                  "%s and %s, which is a folder of the library too, lie in each other. Forget one first: sightline library forget %s"
                      .formatted(
                          Console.visible(now), Console.visible(other), Console.visible(other)));
            });
    var outcome = LibraryRoots.move(library, old, now);
    if (common.json()) {
      console.printObject(
          json -> {
            json.writeStringField("from", old.toString());
            json.writeStringField("to", now.toString());
            json.writeNumberField("moved", outcome.images());
            json.writeNumberField("skipped", outcome.quarantined());
          });
      return ExitCode.OK;
    }
    console
        .out()
        .printf(
            "%,d images of %s lie in %s now.%n",
            outcome.images(), Console.visible(old), Console.visible(now));
    return ExitCode.OK;
  }
}
