package dev.sightline.indexer.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// The number of photos of each folder that a watch has just removed. A watch sees a large deletion
/// in several runs, each of which may be small. Single photos do not count. For use by one thread.
public final class RecentRemovals {
  /// Removals within this time count as one deletion.
  static final Duration TOGETHER = Duration.ofMinutes(1);

  private final LongSupplier clock;
  private final Map<Path, Long> photos = new HashMap<>();
  private long latest;

  /// Starts without removals.
  ///
  /// @param clock nanoseconds, as [System#nanoTime]
  public RecentRemovals(LongSupplier clock) {
    this.clock = clock;
  }

  /// The removals before a single run: none.
  public static RecentRemovals none() {
    return new RecentRemovals(System::nanoTime);
  }

  /// Adds the photos that one run has removed from a folder.
  void add(Path folder, long removed) {
    if (removed >= RemovalPlan.FEW) {
      photos.merge(folder, removed + of(folder), (_, sum) -> sum);
      latest = clock.getAsLong();
    }
  }

  /// The number of photos of a folder that were just removed.
  long of(Path folder) {
    if (clock.getAsLong() - latest > TOGETHER.toNanos()) {
      photos.clear();
    }
    return photos.getOrDefault(folder, 0L);
  }
}
