package dev.sightline.cli.cluster;

import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.cli.common.UsageException;
import dev.sightline.cluster.update.ClusterPull;
import dev.sightline.searcher.query.QueryParser;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `sightline library pull --library solr:… --into DIR [FILTER…]`
@Command(
    name = "pull",
    mixinStandardHelpOptions = true,
    description =
        "Copy images of a cluster into a library in a folder: all, or those that pass filters.",
    footer = {
      "",
      "Example:",
      "  sightline library pull --library solr:http://solr1:8983/solr/photos --into part after:2023"
          + " has:gps"
    })
public final class LibraryPullCommand implements Callable<Integer> {
  private final Directories directories;
  private final Console console;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILTER",
      description = "Filters of the query language, such as after:2023 camera:nikon -has:gps.")
  private List<String> words = List.of();

  @Option(
      names = "--into",
      required = true,
      paramLabel = "DIR",
      description = "The library's folder: empty, not there yet, or of an earlier pull.")
  private @Nullable Path into;

  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  public LibraryPullCommand(Directories directories, Console console) {
    this.directories = directories;
    this.console = console;
  }

  @Override
  public Integer call() {
    var query = QueryParser.parse(String.join(" ", words));
    if (!query.meanings().isEmpty() || query.order().isPresent() || query.cut().isPresent()) {
      throw new UsageException(
          "'library pull' takes filters only, such as after:2023 or camera:nikon.");
    }
    var address = common.requireCluster();
    Path folder = (into == null ? Path.of("") : into).toAbsolutePath().normalize();
    try (var library = common.clusters(directories).open(address, true)) {
      long images = new ClusterPull(library).pull(query.filters(), folder);
      if (common.json()) {
        console.printObject(
            json -> {
              json.writeNumberField("documents", images);
              json.writeStringField("path", folder.toString());
            });
      } else {
        console.out().printf("%,d images brought to %s%n", images, Console.visible(folder));
      }
      return images > 0 ? ExitCode.OK : ExitCode.NOTHING;
    }
  }
}
