package dev.sightline.indexer.watch;

import dev.sightline.indexer.walk.FolderWalk;
import dev.sightline.indexer.walk.Mounts;
import dev.sightline.indexer.walk.SystemMounts;
import dev.sightline.library.LibraryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Watches each root of a library while it is there: begins anew when one comes back, when events
/// were lost or its rules have changed, and has a root that cannot be watched walked now and then.
final class WatchedRoots implements AutoCloseable {
  /// How often a root is walked that the system does not tell of.
  static final Duration POLL_EVERY = Duration.ofMinutes(1);

  /// How often every root is walked: the system does not tell what other machines do on a network
  /// disk.
  static final Duration WALK_EVERY = Duration.ofHours(1);

  private final Path library;
  private final PendingChanges book;
  private final LongSupplier clock;
  private final Consumer<WatchEvent> news;
  private final Starter starter;
  private final Supplier<Mounts> mounts;
  private final Map<Path, State> states = new HashMap<>();

  /// @param library whose thumbnails are no photos
  /// @param clock the book's
  WatchedRoots(Path library, PendingChanges book, LongSupplier clock, Consumer<WatchEvent> news) {
    this(library, book, clock, news, RootWatch::start, SystemMounts::now);
  }

  /// Begins to watch one root, as [RootWatch#start] does.
  @FunctionalInterface
  interface Starter {
    RootWatch start(LibraryRoot root, Set<Path> otherRoots, PendingChanges book, LongSupplier clock)
        throws IOException;
  }

  WatchedRoots(
      Path library,
      PendingChanges book,
      LongSupplier clock,
      Consumer<WatchEvent> news,
      Starter starter,
      Supplier<Mounts> mounts) {
    this.starter = starter;
    this.mounts = mounts;
    this.library = library;
    this.book = book;
    this.clock = clock;
    this.news = news;
  }

  /// How one root stands.
  private static final class State {
    private final LibraryRoot root;
    private final Set<Path> otherRoots;
    private @Nullable RootWatch watch;
    private boolean there;
    private @Nullable Object key;
    private Set<Path> mountPoints = Set.of();
    private long walkAt;
    private long fullAt;

    State(LibraryRoot root, Set<Path> otherRoots) {
      this.root = root;
      this.otherRoots = otherRoots;
    }

    void end() {
      if (watch != null) {
        watch.close();
        watch = null;
      }
    }
  }

  /// Looks which roots there are and whether they are there.
  ///
  /// @param roots the library's
  void check(List<LibraryRoot> roots) {
    Mounts now = mounts.get();
    states.values().removeIf(state -> !stays(state, roots));
    for (LibraryRoot root : roots) {
      State state = states.get(root.folder());
      if (state == null) {
        state = new State(root, FolderWalk.others(root, roots, library));
        states.put(root.folder(), state);
        state.mountPoints = now.below(root.folder());
        first(state);
      } else {
        again(state, now.below(root.folder()));
      }
    }
  }

  /// How many roots are there.
  int present() {
    return (int) states.values().stream().filter(state -> state.there).count();
  }

  private boolean stays(State state, List<LibraryRoot> roots) {
    if (roots.contains(state.root)
        && state.otherRoots.equals(FolderWalk.others(state.root, roots, library))) {
      return true;
    }
    state.end();
    book.dropBelow(state.root.folder());
    return false;
  }

  private void first(State state) {
    state.there = FolderWalk.isThere(state.root.folder());
    fullLater(state);
    if (state.there) {
      begin(state);
      book.note(state.root.folder(), PendingChanges.Kind.TREE, clock.getAsLong());
    }
  }

  /// @param mountPoints below the root, now: what is mounted or unmounted there is told by no event
  private void again(State state, Set<Path> mountPoints) {
    Path folder = state.root.folder();
    boolean there = FolderWalk.isThere(folder) && !isEmptiedMountPoint(state);
    if (!there) {
      if (state.there) {
        state.there = false;
        state.end();
        book.dropBelow(folder);
        news.accept(new WatchEvent.RootGone(folder));
      }
      return;
    }
    boolean back = !state.there;
    boolean lost = state.watch != null && state.watch.isStale();
    boolean mounted = !state.mountPoints.equals(mountPoints);
    state.mountPoints = mountPoints;
    if (back || lost || mounted || !Objects.equals(state.key, key(folder))) {
      state.there = true;
      begin(state);
      if (back) {
        news.accept(new WatchEvent.RootBack(folder));
      }
    } else if (clock.getAsLong() >= state.walkAt) {
      walkLater(state);
      if (clock.getAsLong() >= state.fullAt) {
        fullLater(state);
        book.note(folder, PendingChanges.Kind.ROOT, clock.getAsLong());
        return;
      }
    } else {
      return;
    }
    book.note(folder, PendingChanges.Kind.TREE, clock.getAsLong());
  }

  private void begin(State state) {
    state.end();
    state.key = key(state.root.folder());
    try {
      state.watch = starter.start(state.root, state.otherRoots, book, clock);
    } catch (IOException e) {
      news.accept(
          new WatchEvent.NowAndThen(
              state.root.folder(), String.valueOf(e.getMessage()), POLL_EVERY));
    }
    walkLater(state);
  }

  private void walkLater(State state) {
    Duration wait = state.watch == null ? POLL_EVERY : WALK_EVERY;
    state.walkAt = clock.getAsLong() + wait.toNanos();
  }

  private void fullLater(State state) {
    state.fullAt = clock.getAsLong() + WALK_EVERY.toNanos();
  }

  /// Where a disk was mounted, an empty folder of another disk remains when it is taken away.
  private static boolean isEmptiedMountPoint(State state) {
    Path folder = state.root.folder();
    if (state.key == null || state.key.equals(key(folder))) {
      return false;
    }
    try (var entries = Files.newDirectoryStream(folder)) {
      return !entries.iterator().hasNext();
    } catch (IOException e) {
      return true;
    }
  }

  private static @Nullable Object key(Path folder) {
    try {
      return Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  public void close() {
    states.values().forEach(State::end);
  }
}
