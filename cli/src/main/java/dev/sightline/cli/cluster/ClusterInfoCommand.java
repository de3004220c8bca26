package dev.sightline.cli.cluster;

import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.cluster.ClusterHealth;
import dev.sightline.cluster.ClusterHealth.Shard;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `sightline cluster info --library solr:…`
@Command(
    name = "info",
    mixinStandardHelpOptions = true,
    description =
        "Show the state of a collection's shards; exit code 3 if one has no active replica.")
public final class ClusterInfoCommand implements Callable<Integer> {
  private final Directories directories;
  private final Console console;

  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  public ClusterInfoCommand(Directories directories, Console console) {
    this.directories = directories;
    this.console = console;
  }

  @Override
  public Integer call() {
    var address = common.requireCluster();
    try (var library = common.clusters(directories).open(address, true)) {
      ClusterHealth health = ClusterHealth.of(library);
      if (common.json()) {
        print(health, library.size());
      } else {
        console.out().printf("%s: %,d images%n", Console.visible(address), library.size());
        for (Shard shard : health.shards()) {
          console
              .out()
              .printf(
                  "%-12s %d of %d replicas up%s%n",
                  shard.name(),
                  shard.active(),
                  shard.replicas(),
                  shard.active() == 0 ? ": its images are missing from answers" : "");
        }
      }
      return health.isWhole() ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  private void print(ClusterHealth health, int documents) {
    console.printObject(
        json -> {
          json.writeNumberField("documents", documents);
          json.writeBooleanField("whole", health.isWhole());
          json.writeArrayFieldStart("nodes");
          for (String node : health.nodes()) {
            json.writeString(node);
          }
          json.writeEndArray();
          json.writeArrayFieldStart("shards");
          for (Shard shard : health.shards()) {
            json.writeStartObject();
            json.writeStringField("name", shard.name());
            json.writeNumberField("active", shard.active());
            json.writeNumberField("replicas", shard.replicas());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }
}
