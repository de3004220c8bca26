package dev.sightline.cli.cluster;

import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.cli.common.UsageException;
import dev.sightline.cluster.ClusterCreation;
import dev.sightline.cluster.connection.ClusterAddress;
import dev.sightline.indexer.Indexer;
import dev.sightline.library.LibraryModel;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `sightline cluster create ADDRESS`
@Command(
    name = "create",
    mixinStandardHelpOptions = true,
    description = "Make a collection for a library in a SolrCloud.",
    footer = {
      "",
      "Example:",
      "  sightline cluster create solr:http://solr1:8983/solr/photos --shards 4 --replicas 2"
    })
public final class ClusterCreateCommand implements Callable<Integer> {
  private final Directories directories;
  private final Console console;

  @Parameters(
      paramLabel = "ADDRESS",
      description = "solr:http://HOST:PORT/solr/NAME or solr:zk://HOST:PORT,HOST:PORT/CHROOT/NAME.")
  private String address = "";

  @Option(
      names = "--shards",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Number of shards; default: ${DEFAULT-VALUE}. See" + " docs/explanation/scale.md.")
  private int shards;

  @Option(
      names = "--replicas",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Number of replicas of each shard, on different nodes; default: ${DEFAULT-VALUE}.")
  private int replicas;

  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  public ClusterCreateCommand(Directories directories, Console console) {
    this.directories = directories;
    this.console = console;
  }

  @Override
  public Integer call() {
    common.requireWriting("cluster create");
    ClusterAddress where = CommonOptions.address(address);
    LibraryModel made;
    try (var model =
        directories.models().open(common.model(), Optional.empty(), common.modelOptions())) {
      made = Indexer.libraryModel(model, model.imageEncoder().dimension());
    }
    ClusterCreation.create(where, common.clusters(directories).settings(), plan(made));
    if (common.json()) {
      console.printObject(
          json -> {
            json.writeStringField("library", where.written());
            json.writeStringField("model", made.name());
            json.writeNumberField("dim", made.dimension());
            json.writeNumberField("shards", shards);
            json.writeNumberField("replicas", replicas);
          });
    } else {
      console
          .out()
          .printf(
              "Made %s for model %s (%,d dimensions): %d shards, %d replicas each.%n",
              Console.visible(where), made.name(), made.dimension(), shards, replicas);
    }
    return ExitCode.OK;
  }

  private ClusterCreation.Plan plan(LibraryModel model) {
    try {
      return new ClusterCreation.Plan(model, shards, replicas);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
