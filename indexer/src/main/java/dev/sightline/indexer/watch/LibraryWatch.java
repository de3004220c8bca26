package dev.sightline.indexer.watch;

import dev.sightline.indexer.Indexer;
import dev.sightline.indexer.Indexer.Look;
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

/// Keeps a library true to its folders as they change: one run over everything, then a run over
/// what has changed whenever it is quiet. The library is held for writing during runs only.
///
/// ```
/// var watch = new LibraryWatch(indexer, place, List.of(), news -> System.err.println(news));
/// watch.run(); // until watch.stop() on another thread
/// ```
public final class LibraryWatch {
  /// How often it is looked whether roots are there, and which there are.
  private static final Duration CHECK_EVERY = Duration.ofSeconds(2);

  /// When to try again after another program held the library.
  private static final Duration HELD_AGAIN = Duration.ofSeconds(1);

  /// When to try again after a run has failed, for instance for lack of disk, or because a cluster
  /// did not answer.
  private static final Duration FAILED_AGAIN = Duration.ofSeconds(30);

  private final Indexer indexer;
  private final LibraryLocation library;
  private final List<LibraryRoot> added;
  private final WatchListener listener;
  private final PendingChanges book = new PendingChanges();
  private final RecentRemovals recent = new RecentRemovals(System::nanoTime);

  private volatile boolean stopped;
  private volatile IndexProgress progress = new IndexProgress();
  private boolean firstDone;
  private boolean toldOfHolder;

  /// @param library the caller closes it
  /// @param added roots to add in the first run, as in [Indexer#run]
  /// @param listener is told of every run
  public LibraryWatch(
      Indexer indexer, LibraryLocation library, List<LibraryRoot> added, WatchListener listener) {
    this.indexer = indexer;
    this.library = library;
    this.added = List.copyOf(added);
    this.listener = listener;
  }

  /// Asks [#run] to return soon; what is done by then is committed.
  public void stop() {
    stopped = true;
    progress.stop();
    book.end();
  }

  /// Watches until [#stop], or until the thread is interrupted.
  ///
  /// @throws LibraryException if the library cannot be opened, or is not there any more; a library
  ///     that is held, a disk that is full and a cluster that does not answer are told and waited
  ///     for
  public void run() {
    try (var roots = new WatchedRoots(library.folder(), book, System::nanoTime, listener::tell)) {
      long checkAt = System.nanoTime();
      long startAt = checkAt;
      while (!stopped) {
        long now = System.nanoTime();
        if (now >= checkAt || book.due().orElse(Long.MAX_VALUE) <= now) {
          roots.check(currentRoots()); // before each run too: a disk may have been taken away
          checkAt = System.nanoTime() + CHECK_EVERY.toNanos();
        }
        if (!firstDone && System.nanoTime() >= startAt) {
          startAt = System.nanoTime() + HELD_AGAIN.toNanos();
          firstDone = first(roots);
        }
        if (firstDone) {
          book.take(System.nanoTime()).ifPresent(this::part);
        }
        book.await(firstDone ? checkAt : Math.min(checkAt, startAt), System::nanoTime);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<LibraryRoot> currentRoots() {
    Optional<LibraryState> state = library.state();
    if (state.isEmpty()) {
      return indexer.roots(List.of(), added); // the first run makes the library
    }
    return firstDone ? state.get().roots() : indexer.roots(state.get().roots(), added);
  }

  /// @return whether the run took place
  private boolean first(WatchedRoots roots) {
    RunScope everything = RunScope.everything();
    currentRoots().forEach(it -> book.dropBelow(it.folder())); // what was noted so far it will see
    if (!attempt(everything, () -> indexer.runPatiently(library, added, progress))) {
      return false;
    }
    if (!stopped) {
      listener.tell(new WatchEvent.Watching(roots.present()));
    }
    return true;
  }

  private void part(RunScope scope) {
    if (!attempt(scope, () -> indexer.runPart(library, scope, progress, recent))) {
      book.noteAgain(scope, System.nanoTime() + HELD_AGAIN.toNanos());
    }
  }

  /// @return false when the library was held, so that it must be tried again
  private boolean attempt(RunScope scope, Supplier<Look> run) {
    progress = new IndexProgress();
    if (stopped) {
      progress.stop();
    }
    try {
      Look look = listener.during(progress, scope.isEverything(), run);
      toldOfHolder = false;
      lookAgain(scope, look);
      listener.tell(new WatchEvent.Ran(look.report(), scope.isEverything()));
      return true;
    } catch (LibraryException e) {
      switch (e.reason()) {
        case HELD -> {
          if (!toldOfHolder) {
            listener.tell(new WatchEvent.Waiting(String.valueOf(e.getMessage())));
          }
          toldOfHolder = true;
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

  /// The first run's failure ends the watch: what is wrong is better told at once than every half
  /// minute.
  private void failed(RunScope scope, RuntimeException e) {
    if (scope.isEverything()) {
      throw e;
    }
    listener.tell(new WatchEvent.Failed(e, FAILED_AGAIN));
    book.noteAgain(scope, System.nanoTime() + FAILED_AGAIN.toNanos());
  }

  private void lookAgain(RunScope scope, Look look) {
    long now = System.nanoTime();
    look.putOff().forEach((file, wait) -> book.noteLater(file, now + wait.toNanos()));
    if (!scope.isEverything() && !look.putOff().isEmpty()) {
      noteAgainWhatMayBeGone(scope, now);
    }
    for (Path link : look.links()) {
      rootOf(link).forEach(root -> book.note(root, PendingChanges.Kind.TREE, now));
    }
  }

  /// A run that puts files off forgets nothing. What is gone is soon looked for again; a folder
  /// that is there must be walked for it, perhaps many times while a file in it is being written.
  private void noteAgainWhatMayBeGone(RunScope scope, long now) {
    Set<Path> gone = new HashSet<>();
    Set<Path> there = new HashSet<>();
    scope
        .trees()
        .forEach(it -> (Files.notExists(it, LinkOption.NOFOLLOW_LINKS) ? gone : there).add(it));
    there.removeIf(Files::isRegularFile);
    book.noteAgain(RunScope.of(gone, Set.of()), now + PendingChanges.QUIET.toNanos());
    book.noteAgain(RunScope.of(there, scope.folders()), now + WriteQuiescence.YOUNG.toNanos());
  }

  private List<Path> rootOf(Path path) {
    return currentRoots().stream().map(LibraryRoot::folder).filter(path::startsWith).toList();
  }
}
