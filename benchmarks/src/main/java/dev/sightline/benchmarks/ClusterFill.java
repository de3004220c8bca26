package dev.sightline.benchmarks;

import dev.sightline.cluster.ClusterCreation;
import dev.sightline.cluster.ClusterLibrary;
import dev.sightline.cluster.connection.ClusterAddress;
import dev.sightline.cluster.connection.ClusterSettings;
import dev.sightline.cluster.update.ClusterPush;
import dev.sightline.library.lucene.LibraryReader;
import java.nio.file.Path;
import java.util.Locale;

/// Makes a collection for a library that need not have a real model, and pushes it.
///
/// Arguments: the library's folder, the address, and how many shards, of one replica each.
public final class ClusterFill {
  private static final int SENDERS = 2;

  private ClusterFill() {}

  /// Prints images, seconds, images a second, and what the collection takes on disk.
  public static void main(String[] arguments) {
    var address = ClusterAddress.parse(arguments[1]);
    try (var library = LibraryReader.openReadOnly(Path.of(arguments[0]))) {
      ClusterCreation.create(
          address,
          ClusterSettings.USUAL,
          new ClusterCreation.Plan(library.state().model(), Integer.parseInt(arguments[2]), 1));
      try (var target =
          ClusterLibrary.open(address, ClusterSettings.USUAL, Path.of("target/learned"), false)) {
        long start = System.nanoTime();
        var pushed = new ClusterPush(target, SENDERS).push(library, _ -> {});
        double seconds = (System.nanoTime() - start) / 1e9;
        var disk = target.statistics();
        System.out.printf(
            Locale.ROOT,
            "| %,d | %.1f s | %,.0f images/s | %,d MB in %d segments |%n",
            pushed.images(),
            seconds,
            pushed.images() / seconds,
            disk.bytes() / 1_000_000,
            disk.segments());
      }
    }
  }
}
