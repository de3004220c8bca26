package dev.sightline.indexer.run;

import dev.sightline.indexer.report.IndexReport.KeptPhotos;
import dev.sightline.indexer.walk.FolderWalk;
import dev.sightline.indexer.walk.Mounts;
import dev.sightline.indexer.walk.RootDisks;
import dev.sightline.indexer.walk.RunScope;
import dev.sightline.library.KnownFiles;
import dev.sightline.library.KnownFiles.Known;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.LibraryState;
import dev.sightline.library.RootHistory;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.StoredPath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Decides which known files that a walk has not found are removed from the library. Files whose
/// disk is missing stay ([RootDisks]), and so do photos of which too many are missing at once
/// ([RemovalPlan]). Files that are excluded now are removed at once.
///
/// For use by one thread: first [#begin], [#entered] and [#seen] during the walks, then [#plan],
/// then the other methods.
final class MissingFiles {
  private final Map<Path, Root> roots = new LinkedHashMap<>();
  private final RunScope scope;
  private final Predicate<Path> notLookedAt;
  private final Predicate<String> moved;
  private final List<Path> missingRoots = new ArrayList<>();
  private @Nullable Root walked;

  private static final class Root {
    private final LibraryRoot root;
    private final FolderWalk rules;
    private final RootDisks disks;
    private final RemovalPlan plan;
    private final Optional<RootHistory> history;
    private boolean wasWalked;

    Root(
        LibraryRoot root,
        FolderWalk rules,
        RootDisks disks,
        RemovalPlan plan,
        Optional<RootHistory> history) {
      this.root = root;
      this.rules = rules;
      this.disks = disks;
      this.plan = plan;
      this.history = history;
    }

    /// The folder in which a photo is counted: a mount point or the root.
    Path folderOf(Path photo) {
      return disks.mountPointOf(photo).orElse(root.folder());
    }
  }

  private enum Fate {
    STAYS,
    LEAVES,
    GONE
  }

  /// @param all all roots of the library
  /// @param state the state with the histories of the roots
  /// @param rules gives the walk of a root, of which only the rules are used
  /// @param prune whether all missing photos are removed
  /// @param notLookedAt whether the walk could not look at a path
  /// @param moved whether this run found an image at another path
  MissingFiles(
      List<LibraryRoot> all,
      LibraryState state,
      Mounts mounts,
      RunScope scope,
      Function<LibraryRoot, FolderWalk> rules,
      boolean prune,
      Predicate<Path> notLookedAt,
      Predicate<String> moved) {
    this.scope = scope;
    this.notLookedAt = notLookedAt;
    this.moved = moved;
    for (LibraryRoot root : all) {
      Optional<RootHistory> history = state.history(root.folder());
      roots.put(
          root.folder(),
          new Root(
              root,
              rules.apply(root),
              new RootDisks(root, history, mounts),
              new RemovalPlan(prune && scope.isFull(root.folder())),
              history));
    }
  }

  private Root root(Path folder) {
    return Objects.requireNonNull(roots.get(folder));
  }

  /// Starts the walk of a root.
  ///
  /// @return whether the root can be walked; false when its disk is missing
  boolean begin(LibraryRoot root, KnownFiles known) {
    Root its = root(root.folder());
    its.disks.wake();
    if (its.disks.lacksRoot(known)) {
      missingRoots.add(root.folder());
      return false;
    }
    its.wasWalked = true;
    walked = its;
    return true;
  }

  /// Records a folder that the walk has entered.
  void entered(Path folder) {
    if (walked != null) {
      walked.disks.entered(folder);
    }
  }

  /// Records a known, unchanged photo that the walk has found.
  void seen(Path photo) {
    if (walked != null) {
      walked.disks.seen(photo);
      walked.plan.stays(walked.folderOf(photo), 1);
    }
  }

  /// Records a known photo that the walk has found.
  void seen(IndexedFile before, IndexedFile now) {
    if (walked != null) {
      walked.disks.seen(before, now);
      walked.plan.stays(walked.folderOf(now.path()), 1);
    }
  }

  /// Decides about all known files that the walk has not found.
  ///
  /// @param notShown visits them
  /// @param recent photos that earlier runs of the same watch have just removed
  void plan(Consumer<Consumer<Known>> notShown, KnownFiles known, RecentRemovals recent) {
    notShown.accept(
        file -> {
          if (fate(file) == Fate.GONE) {
            Root root = rootOf(file.file().path()).orElseThrow();
            root.plan.gone(root.folderOf(file.file().path()), file);
          }
        });
    for (Root root : roots.values()) {
      if (scope.isFull(root.root.folder())) {
        root.history.ifPresent(root.plan::confirm);
      } else {
        for (Path folder : root.plan.suspects()) {
          countOthers(folder, root, known);
          root.plan.justRemoved(folder, recent.of(folder));
        }
      }
    }
  }

  /// Records the number of photos that this run removes.
  void addTo(RecentRemovals recent) {
    for (Root root : roots.values()) {
      root.plan.suspects().stream()
          .filter(folder -> !root.plan.keeps(folder))
          .forEach(folder -> recent.add(folder, root.plan.gone(folder)));
    }
  }

  /// Counts the other photos of a folder, which a partial run has not found.
  private static void countOthers(Path folder, Root root, KnownFiles known) {
    var photos = new AtomicLong();
    known.forEachUnseenAt(
        folder,
        true,
        file -> {
          if (file.imageId().isPresent() && root.folderOf(file.file().path()).equals(folder)) {
            photos.incrementAndGet();
          }
        });
    root.plan.stays(folder, photos.get() - root.plan.gone(folder));
  }

  /// Whether a file that was not found is removed. To be called after [#plan].
  boolean leaves(Known file) {
    return switch (fate(file)) {
      case STAYS -> false;
      case LEAVES -> true;
      case GONE -> {
        Root root = rootOf(file.file().path()).orElseThrow();
        yield !root.plan.keeps(root.folderOf(file.file().path()));
      }
    };
  }

  /// A file outside all roots was imported or merged. The run did not look at it, so it stays.
  private Fate fate(Known file) {
    Path path = file.file().path();
    Optional<Root> root = rootOf(path);
    if (root.isEmpty()
        || missingRoots.stream().anyMatch(it -> StoredPath.liesUnder(path, it))
        || notLookedAt.test(path)) {
      return Fate.STAYS;
    }
    if (!root.get().rules.includes(path)) {
      return Fate.LEAVES;
    }
    if (root.get().disks.missingFolder(file.file()).isPresent()) {
      return Fate.STAYS;
    }
    return file.imageId().isEmpty() || moved.test(file.imageId().get()) ? Fate.LEAVES : Fate.GONE;
  }

  /// The innermost root that a path lies under.
  private Optional<Root> rootOf(Path path) {
    return roots.values().stream()
        .filter(it -> StoredPath.liesUnder(path, it.root.folder()))
        .max(Comparator.comparingInt(it -> it.root.folder().getNameCount()));
  }

  /// Roots whose disk is missing.
  List<Path> missingRoots() {
    var missing = new ArrayList<>(missingRoots);
    roots.forEach(
        (folder, root) -> {
          if (root.disks.missing().contains(folder) && !missing.contains(folder)) {
            missing.add(folder);
          }
        });
    return missing;
  }

  /// Folders below roots whose disk is missing.
  List<Path> missingFolders() {
    return roots.values().stream()
        .flatMap(it -> it.disks.missing().stream())
        .filter(it -> !roots.containsKey(it))
        .distinct()
        .toList();
  }

  /// Missing photos that stay for now.
  List<KeptPhotos> kept() {
    return roots.values().stream().flatMap(it -> it.plan.kept().stream()).toList();
  }

  /// The state of the library with the histories of the roots that were walked completely.
  LibraryState noteIn(LibraryState state) {
    LibraryState noted = state;
    for (Root root : roots.values()) {
      if (root.wasWalked && scope.isFull(root.root.folder())) {
        noted =
            noted.withHistory(
                new RootHistory(
                    root.root.folder(), root.disks.mountPointsToNote(), root.plan.pending()));
      }
    }
    return noted;
  }
}
