package dev.sightline.indexer.watch;

import dev.sightline.indexer.walk.RunScope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;

/// Collects changes of the file system until they pause, so that many changes become one run and a
/// file that is being written is left alone.
///
/// A run is due when nothing has changed for [#QUIET]; during continuous changes, every [#LATEST]
/// for the paths that are quiet by then. Times are nanoseconds of any one clock. Safe for
/// concurrent use; threads that wait on this object are notified of changes.
final class PendingChanges {
  static final Duration QUIET = Duration.ofMillis(400);
  static final Duration LATEST = Duration.ofMillis(1200);

  /// Removed paths wait a little longer than new ones. A move is reported as both, and should be in
  /// one run, or at least the new path should be found before the old one is removed.
  static final Duration GONE_QUIET = QUIET.plusMillis(50);

  /// The kind of a change.
  enum Kind {
    /// A file, or a folder with everything below it.
    TREE,
    /// A root with everything below it, which is walked as in a full run.
    ROOT,
    /// The same as `TREE`, for a path that no longer exists.
    GONE,
    /// The files directly in a folder.
    FOLDER
  }

  private record Place(Path path, boolean deep) {}

  private record Change(long first, long last, boolean gone, boolean full) {
    boolean isQuiet(long now) {
      return now - last >= (gone ? GONE_QUIET : QUIET).toNanos();
    }
  }

  private final Map<Place, Change> changes = new HashMap<>();
  private boolean ended;
  private long lastNote = Long.MIN_VALUE / 2;

  /// Records a change.
  synchronized void note(Path path, Kind kind, long now) {
    if (changes.isEmpty()) {
      notifyAll(); // for a thread that waits for the first change; further ones only postpone the
      // run
    }
    changes.merge(
        new Place(path, kind != Kind.FOLDER),
        new Change(now, now, kind == Kind.GONE, kind == Kind.ROOT),
        (before, latest) ->
            new Change(
                before.first(), latest.last(), latest.gone(), before.full() || latest.full()));
    lastNote = now;
  }

  /// Records a path to index not before a time.
  synchronized void addLater(Path path, long notBefore) {
    addLater(new Place(path, true), notBefore);
  }

  private void addLater(Place place, long notBefore) {
    // a later change of the same path has its own time
    changes.putIfAbsent(place, new Change(notBefore, notBefore - QUIET.toNanos(), false, false));
    notifyAll();
  }

  /// Records a part again that a run could not finish.
  ///
  /// @param notBefore when to try again
  synchronized void addAgain(RunScope scope, long notBefore) {
    scope.trees().forEach(it -> addLater(new Place(it, true), notBefore));
    scope.folders().forEach(it -> addLater(new Place(it, false), notBefore));
  }

  /// When the next run is due; empty when nothing has changed.
  synchronized OptionalLong due() {
    if (changes.isEmpty()) {
      return OptionalLong.empty();
    }
    long due = Long.MAX_VALUE;
    long oldest = Long.MAX_VALUE;
    for (Change change : changes.values()) {
      long quiet = change.last() + (change.gone() ? GONE_QUIET : QUIET).toNanos();
      due = Math.min(due, quiet);
      oldest = Math.min(oldest, change.first());
    }
    long calm = lastNote + GONE_QUIET.toNanos();
    return OptionalLong.of(Math.max(due, Math.min(calm, oldest + LATEST.toNanos())));
  }

  /// Removes and returns the quiet changes, when a run is due.
  ///
  /// @return the part to index, or empty
  synchronized Optional<RunScope> take(long now) {
    OptionalLong due = due();
    if (due.isEmpty() || now < due.getAsLong()) {
      return Optional.empty();
    }
    Set<Path> trees = new HashSet<>();
    Set<Path> folders = new HashSet<>();
    Set<Path> full = new HashSet<>();
    changes
        .entrySet()
        .removeIf(
            it -> {
              if (it.getValue().isQuiet(now)) {
                (it.getKey().deep() ? trees : folders).add(it.getKey().path());
                if (it.getValue().full()) {
                  full.add(it.getKey().path());
                }
                return true;
              }
              return false;
            });
    changes.replaceAll((_, change) -> new Change(now, change.last(), change.gone(), change.full()));
    return trees.isEmpty() && folders.isEmpty()
        ? Optional.empty()
        : Optional.of(RunScope.of(trees, folders, full));
  }

  /// Waits until a run is due, until a time, or until [#end].
  ///
  /// @param until end of the wait
  /// @param clock the clock of all times
  synchronized void await(long until, LongSupplier clock) throws InterruptedException {
    while (!ended) {
      long now = clock.getAsLong();
      long nanos = Math.min(until, due().orElse(until)) - now;
      if (nanos <= 0) {
        return;
      }
      wait(nanos / 1_000_000, (int) (nanos % 1_000_000));
    }
  }

  /// Ends present and future waits.
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /// Removes the changes at and below a folder.
  synchronized void removeBelow(Path folder) {
    changes.keySet().removeIf(it -> it.path().startsWith(folder));
  }
}
