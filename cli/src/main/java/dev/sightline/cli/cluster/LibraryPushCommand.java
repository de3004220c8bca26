package dev.sightline.cli.cluster;

import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.cli.common.UsageException;
import dev.sightline.cluster.connection.ClusterAddress;
import dev.sightline.cluster.update.ClusterPush;
import dev.sightline.library.lucene.LibraryReader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `sightline library push LIBRARY solr:…`
@Command(
    name = "push",
    mixinStandardHelpOptions = true,
    description = "Send a library in a folder into a cluster; a second run sends what is missing.",
    footer = {
      "",
      "Example:",
      "  sightline library push /archive/library solr:http://solr1:8983/solr/photos"
    })
public final class LibraryPushCommand implements Callable<Integer> {
  private static final long NOTE_EVERY = 10_000;

  private final Directories directories;
  private final Console console;

  @Parameters(index = "0", paramLabel = "LIBRARY", description = "The folder of the library.")
  private Path source = Path.of("");

  @Parameters(index = "1", paramLabel = "ADDRESS", description = "The collection: solr:…")
  private String target = "";

  @Option(
      names = "--senders",
      paramLabel = "N",
      defaultValue = "4",
      description = "Number of concurrent batches; default: ${DEFAULT-VALUE}.")
  private int senders;

  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  public LibraryPushCommand(Directories directories, Console console) {
    this.directories = directories;
    this.console = console;
  }

  @Override
  public Integer call() {
    common.requireWriting("library push");
    if (senders < 1) {
      throw new UsageException("--senders must be at least 1, got %d.".formatted(senders));
    }
    ClusterAddress address = CommonOptions.address(target);
    long start = System.nanoTime();
    try (var library = LibraryReader.openReadOnly(source.toAbsolutePath().normalize());
        var collection = common.clusters(directories).open(address, false)) {
      var noted = new AtomicLong();
      ClusterPush.Outcome outcome =
          new ClusterPush(collection, senders)
              .push(library, done -> note(noted, done, library.size()));
      double seconds = (System.nanoTime() - start) / 1e9;
      print(outcome, address, seconds);
      return ExitCode.OK;
    }
  }

  private void note(AtomicLong noted, long done, long all) {
    long before = noted.get();
    if (!common.quiet() && done - before >= NOTE_EVERY && noted.compareAndSet(before, done)) {
      console.note("%,d of %,d images are there".formatted(done, all));
    }
  }

  private void print(ClusterPush.Outcome outcome, ClusterAddress address, double seconds) {
    if (common.json()) {
      console.printObject(
          json -> {
            json.writeNumberField("images", outcome.images());
            json.writeNumberField("sent", outcome.sent());
            json.writeStringField("library", address.written());
            json.writeNumberField("seconds", Math.round(seconds * 1000) / 1000.0);
          });
    } else {
      console
          .out()
          .printf(
              "%,d images are in %s; %,d of them were sent, in %.1f s.%n",
              outcome.images(), Console.visible(address), outcome.sent(), seconds);
    }
  }
}
