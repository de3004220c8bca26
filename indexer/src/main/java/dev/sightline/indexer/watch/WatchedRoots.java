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

/// Watches each root of a library while it exists. A watch is restarted when a root comes back,
/// when events were lost, or when its rules have changed. A root that cannot be watched is walked
/// periodically.
final class WatchedRoots implements AutoCloseable {
  /// Interval of walks of a root that cannot be watched.
  static final Duration POLL_EVERY = Duration.ofMinutes(1);

  /// Interval of walks of every root: the system does not report changes by other machines on a
  /// network disk.
  static final Duration WALK_EVERY = Duration.ofHours(1);

  private final Path library;
  private final PendingChanges changes;
  private final LongSupplier clock;
  private final Consumer<WatchEvent> news;
  private final Starter starter;
  private final Supplier<Mounts> mounts;
  private final Map<Path, State> states = new HashMap<>();

  /// @param library folder of the library, which is not watched
  /// @param clock the clock of the pending changes
  WatchedRoots(
      Path library, PendingChanges changes, LongSupplier clock, Consumer<WatchEvent> news) {
    this(library, changes, clock, news, RootWatch::start, SystemMounts::now);
  }

  /// Starts to watch one root, as [RootWatch#start] does.
  @FunctionalInterface
  interface Starter {
    RootWatch start(
        LibraryRoot root, Set<Path> otherRoots, PendingChanges changes, LongSupplier clock)
        throws IOException;
  }

  WatchedRoots(
      Path library,
      PendingChanges changes,
      LongSupplier clock,
      Consumer<WatchEvent> news,
      Starter starter,
      Supplier<Mounts> mounts) {
    this.starter = starter;
    this.mounts = mounts;
    this.library = library;
    this.changes = changes;
    this.clock = clock;
    this.news = news;
  }

  /// The state of one root.
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

  /// Checks which roots exist, and starts and stops their watches.
  ///
  /// @param roots the roots of the library
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

  /// The number of existing roots.
  int present() {
    return (int) states.values().stream().filter(state -> state.there).count();
  }

  private boolean stays(State state, List<LibraryRoot> roots) {
    if (roots.contains(state.root)
        && state.otherRoots.equals(FolderWalk.others(state.root, roots, library))) {
      return true;
    }
    state.end();
    changes.removeBelow(state.root.folder());
    return false;
  }

  private void first(State state) {
    state.there = FolderWalk.isAccessible(state.root.folder());
    fullLater(state);
    if (state.there) {
      begin(state);
      changes.note(state.root.folder(), PendingChanges.Kind.TREE, clock.getAsLong());
    }
  }

  /// @param mountPoints present mount points below the root, because mounting causes no event
  private void again(State state, Set<Path> mountPoints) {
    Path folder = state.root.folder();
    boolean there = FolderWalk.isAccessible(folder) && !isEmptiedMountPoint(state);
    if (!there) {
      if (state.there) {
        state.there = false;
        state.end();
        changes.removeBelow(folder);
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
        changes.note(folder, PendingChanges.Kind.ROOT, clock.getAsLong());
        return;
      }
    } else {
      return;
    }
    changes.note(folder, PendingChanges.Kind.TREE, clock.getAsLong());
  }

  private void begin(State state) {
    state.end();
    state.key = key(state.root.folder());
    try {
      state.watch = starter.start(state.root, state.otherRoots, changes, clock);
    } catch (IOException e) {
      news.accept(
          new WatchEvent.Polling(state.root.folder(), String.valueOf(e.getMessage()), POLL_EVERY));
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

  /// Whether a root is an empty mount point: when a disk is removed, an empty folder of another
  /// disk remains.
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
