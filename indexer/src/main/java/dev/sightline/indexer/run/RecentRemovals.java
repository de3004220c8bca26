package dev.sightline.indexer.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// How many photos of each folder a watch has just removed. A large deletion comes to it in several
/// runs, each of which may look small. Single photos do not count. For use by one thread.
public final class RecentRemovals {
  /// Runs that follow each other within this time are taken for one deletion.
  static final Duration TOGETHER = Duration.ofMinutes(1);

  private final LongSupplier clock;
  private final Map<Path, Long> photos = new HashMap<>();
  private long latest;

  /// @param clock nanoseconds
  public RecentRemovals(LongSupplier clock) {
    this.clock = clock;
  }

  /// Of a run that nothing went before.
  public static RecentRemovals none() {
    return new RecentRemovals(System::nanoTime);
  }

  /// Notes what one run has removed of a folder.
  void add(Path folder, long removed) {
    if (removed >= RemovalPlan.FEW) {
      photos.merge(folder, removed + of(folder), (_, sum) -> sum);
      latest = clock.getAsLong();
    }
  }

  /// Photos of a folder that were removed just now.
  long of(Path folder) {
    if (clock.getAsLong() - latest > TOGETHER.toNanos()) {
      photos.clear();
    }
    return photos.getOrDefault(folder, 0L);
  }
}
