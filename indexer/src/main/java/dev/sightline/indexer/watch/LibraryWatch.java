package dev.sightline.indexer.watch;

import dev.sightline.indexer.Indexer;
import dev.sightline.indexer.Indexer.WatchRun;
import dev.sightline.indexer.pipeline.WriteQuiescence;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.run.RecentRemovals;
import dev.sightline.indexer.walk.RunScope;
import dev.sightline.library.LibraryException;
import dev.sightline.library.LibraryLocation;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.LibraryState;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Updates a library while its folders change: first a full run, then a partial run over the
/// changed files whenever the changes pause. The write lock of the library is held only during
/// runs.
///
/// ```
/// var watch = new LibraryWatch(indexer, location, List.of(), event -> System.err.println(event));
/// watch.run(); // until watch.stop() on another thread
/// ```
public final class LibraryWatch {
  /// Interval for checking the roots and whether they exist.
  private static final Duration CHECK_EVERY = Duration.ofSeconds(2);

  /// Delay of a retry after another program held the write lock.
  private static final Duration HELD_AGAIN = Duration.ofSeconds(1);

  /// Delay of a retry after a run has failed, such as for a full disk or a cluster that does not
  /// answer.
  private static final Duration FAILED_AGAIN = Duration.ofSeconds(30);

  private final Indexer indexer;
  private final LibraryLocation library;
  private final List<LibraryRoot> added;
  private final WatchListener listener;
  private final PendingChanges changes = new PendingChanges();
  private final RecentRemovals recent = new RecentRemovals(System::nanoTime);

  private volatile boolean stopped;
  private volatile IndexProgress progress = new IndexProgress();
  private boolean firstDone;
  private boolean reportedHolder;

  /// Creates a watch.
  ///
  /// @param library closed by the caller
  /// @param added roots to add in the first run, as in [Indexer#run]
  /// @param listener receives the events
  public LibraryWatch(
      Indexer indexer, LibraryLocation library, List<LibraryRoot> added, WatchListener listener) {
    this.indexer = indexer;
    this.library = library;
    this.added = List.copyOf(added);
    this.listener = listener;
  }

  /// Asks [#run] to return soon; finished work is committed.
  public void stop() {
    stopped = true;
    progress.stop();
    changes.end();
  }

  /// Watches until [#stop], or until the thread is interrupted.
  ///
  /// @throws LibraryException if the library cannot be opened, or no longer exists; a locked
  ///     library, a full disk and a cluster that does not answer are reported and retried
  public void run() {
    try (var roots =
        new WatchedRoots(library.folder(), changes, System::nanoTime, listener::tell)) {
      long checkAt = System.nanoTime();
      long startAt = checkAt;
      while (!stopped) {
        long now = System.nanoTime();
        if (now >= checkAt || changes.due().orElse(Long.MAX_VALUE) <= now) {
          roots.check(currentRoots()); // before each run too, because a disk may have been removed
          checkAt = System.nanoTime() + CHECK_EVERY.toNanos();
        }
        if (!firstDone && System.nanoTime() >= startAt) {
          startAt = System.nanoTime() + HELD_AGAIN.toNanos();
          firstDone = first(roots);
        }
        if (firstDone) {
          changes.take(System.nanoTime()).ifPresent(this::part);
        }
        changes.await(firstDone ? checkAt : Math.min(checkAt, startAt), System::nanoTime);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<LibraryRoot> currentRoots() {
    Optional<LibraryState> state = library.state();
    if (state.isEmpty()) {
      return indexer.roots(List.of(), added); // the first run creates the library
    }
    return firstDone ? state.get().roots() : indexer.roots(state.get().roots(), added);
  }

  /// @return whether the run took place
  private boolean first(WatchedRoots roots) {
    RunScope everything = RunScope.everything();
    currentRoots()
        .forEach(it -> changes.removeBelow(it.folder())); // the run covers the changes so far
    if (!attempt(everything, () -> indexer.runPostponing(library, added, progress))) {
      return false;
    }
    if (!stopped) {
      listener.tell(new WatchEvent.Watching(roots.present()));
    }
    return true;
  }

  private void part(RunScope scope) {
    if (!attempt(scope, () -> indexer.runPart(library, scope, progress, recent))) {
      changes.addAgain(scope, System.nanoTime() + HELD_AGAIN.toNanos());
    }
  }

  /// @return false when the library was locked, so that the run must be retried
  private boolean attempt(RunScope scope, Supplier<WatchRun> run) {
    progress = new IndexProgress();
    if (stopped) {
      progress.stop();
    }
    try {
      WatchRun result = listener.during(progress, scope.isEverything(), run);
      reportedHolder = false;
      noteUnfinished(scope, result);
      listener.tell(new WatchEvent.Ran(result.report(), scope.isEverything()));
      return true;
    } catch (LibraryException e) {
      switch (e.reason()) {
        case HELD -> {
          if (!reportedHolder) {
            listener.tell(new WatchEvent.Waiting(String.valueOf(e.getMessage())));
          }
          reportedHolder = true;
          return false;
        }
        case DAMAGED, UNREACHABLE -> {
          failed(scope, e);
          return true;
        }
        default -> throw e;
      }
    } catch (RuntimeException e) {
      failed(scope, e);
      return true;
    }
  }

  /// A failure of the first run ends the watch, so that the user sees it at once.
  private void failed(RunScope scope, RuntimeException e) {
    if (scope.isEverything()) {
      throw e;
    }
    listener.tell(new WatchEvent.Failed(e, FAILED_AGAIN));
    changes.addAgain(scope, System.nanoTime() + FAILED_AGAIN.toNanos());
  }

  private void noteUnfinished(RunScope scope, WatchRun result) {
    long now = System.nanoTime();
    result.postponed().forEach((file, wait) -> changes.addLater(file, now + wait.toNanos()));
    if (!scope.isEverything() && !result.postponed().isEmpty()) {
      addPossiblyMissing(scope, now);
    }
    for (Path link : result.links()) {
      rootOf(link).forEach(root -> changes.note(root, PendingChanges.Kind.TREE, now));
    }
  }

  /// A run that postpones files removes nothing. Missing files are soon checked again; existing
  /// folders later, because they may be walked many times while a file in them is being written.
  private void addPossiblyMissing(RunScope scope, long now) {
    Set<Path> gone = new HashSet<>();
    Set<Path> there = new HashSet<>();
    scope
        .trees()
        .forEach(it -> (Files.notExists(it, LinkOption.NOFOLLOW_LINKS) ? gone : there).add(it));
    there.removeIf(Files::isRegularFile);
    changes.addAgain(RunScope.of(gone, Set.of()), now + PendingChanges.QUIET.toNanos());
    changes.addAgain(
        RunScope.of(there, scope.folders()), now + WriteQuiescence.INCOMPLETE.toNanos());
  }

  private List<Path> rootOf(Path path) {
    return currentRoots().stream().map(LibraryRoot::folder).filter(path::startsWith).toList();
  }
}
