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

/// Gathers what the file system says has changed, until it is quiet: many changes become one run,
/// and a file that is still being written is left until it is not.
///
/// A run is due when nothing has changed for [#QUIET]; while changes go on without end, every
/// [#LATEST], with what has been quiet by then. Times are nanoseconds of any one clock. Safe for
/// concurrent use; whoever waits on this object is notified of changes.
final class PendingChanges {
  static final Duration QUIET = Duration.ofMillis(400);
  static final Duration LATEST = Duration.ofMillis(1200);

  /// What is gone waits a little longer than what has come. A move is told as the one and then the
  /// other, and should be in one run, or at least not be forgotten before it is found.
  static final Duration GONE_QUIET = QUIET.plusMillis(50);

  /// What has changed.
  enum Kind {
    /// A file, or a folder with all that is below it.
    TREE,
    /// A root with all that is below it, which is walked as in a full run.
    ROOT,
    /// The same as `TREE`, and it is not there any more.
    GONE,
    /// The files right in a folder.
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

  /// Notes that something has changed.
  synchronized void note(Path path, Kind kind, long now) {
    if (changes.isEmpty()) {
      notifyAll(); // who waits for the first change; further ones only make a run due later
    }
    changes.merge(
        new Place(path, kind != Kind.FOLDER),
        new Change(now, now, kind == Kind.GONE, kind == Kind.ROOT),
        (before, latest) ->
            new Change(
                before.first(), latest.last(), latest.gone(), before.full() || latest.full()));
    lastNote = now;
  }

  /// Notes something to look at not before a time.
  synchronized void noteLater(Path path, long notBefore) {
    noteLater(new Place(path, true), notBefore);
  }

  private void noteLater(Place place, long notBefore) {
    // what has changed again meanwhile is due by that
    changes.putIfAbsent(place, new Change(notBefore, notBefore - QUIET.toNanos(), false, false));
    notifyAll();
  }

  /// Notes a part again that a run could not finish.
  ///
  /// @param notBefore when to try again
  synchronized void noteAgain(RunScope scope, long notBefore) {
    scope.trees().forEach(it -> noteLater(new Place(it, true), notBefore));
    scope.folders().forEach(it -> noteLater(new Place(it, false), notBefore));
  }

  /// When the next run is due; nothing when nothing has changed.
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

  /// Takes out what is quiet, when a run is due.
  ///
  /// @return the part to look at, or nothing
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
  /// @param until when to wait no longer
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

  /// Ends the waiting of whoever waits, now and later.
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /// Forgets what was noted at and below a folder.
  synchronized void dropBelow(Path folder) {
    changes.keySet().removeIf(it -> it.path().startsWith(folder));
  }
}
