package dev.sightline.indexer.walk;

import dev.sightline.library.KnownFiles;
import dev.sightline.library.LibraryRoot;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The part of a library's folders that a run indexes. Only files in it can be found missing.
/// Immutable.
public final class RunScope {
  private static final RunScope EVERYTHING = new RunScope(true, Set.of(), Set.of(), Set.of());

  private final boolean everything;
  private final Set<Path> trees;
  private final Set<Path> folders;
  private final Set<Path> full;

  private RunScope(boolean everything, Set<Path> trees, Set<Path> folders, Set<Path> full) {
    this.full = Set.copyOf(full);
    this.everything = everything;
    this.trees = Set.copyOf(trees);
    this.folders = Set.copyOf(folders);
  }

  /// All roots.
  public static RunScope everything() {
    return EVERYTHING;
  }

  /// A few files and folders, which need not exist.
  ///
  /// @param trees files, or folders with everything below them
  /// @param folders folders with the files directly in them
  public static RunScope of(Set<Path> trees, Set<Path> folders) {
    return of(trees, folders, Set.of());
  }

  /// A few files and folders, of which some roots are walked as in a full run.
  ///
  /// @param full roots, which are among the trees
  public static RunScope of(Set<Path> trees, Set<Path> folders, Set<Path> full) {
    var outer = new HashSet<Path>();
    trees.stream().filter(it -> !hasAbove(it.getParent(), trees)).forEach(outer::add);
    var flat = new HashSet<Path>();
    folders.stream().filter(it -> !hasAbove(it, outer)).forEach(flat::add);
    return new RunScope(false, outer, flat, full);
  }

  private static boolean hasAbove(@Nullable Path path, Set<Path> trees) {
    for (Path above = path; above != null; above = above.getParent()) {
      if (trees.contains(above)) {
        return true;
      }
    }
    return false;
  }

  /// Whether the scope is all roots.
  public boolean isEverything() {
    return everything;
  }

  /// Whether a root is walked as in a full run, so that photos that are missing twice in a row may
  /// be removed.
  public boolean isFull(Path root) {
    return everything || full.contains(root);
  }

  /// Files, and folders with everything below them; none of them inside another.
  public Set<Path> trees() {
    return trees;
  }

  /// Folders with only the files directly in them.
  public Set<Path> folders() {
    return folders;
  }

  /// Whether a path is in this part.
  public boolean covers(Path path) {
    return everything || hasAbove(path, trees) || folders.contains(path.getParent());
  }

  /// Whether any of this part is below a root.
  public boolean concerns(LibraryRoot root, List<LibraryRoot> roots) {
    return everything
        || trees.stream().anyMatch(it -> belongsTo(it, root, roots))
        || folders.stream().anyMatch(it -> belongsTo(it, root, roots));
  }

  /// Walks the part of this scope that is below one root.
  ///
  /// @param roots all roots of the library
  /// @return false when the visitor stopped the walk
  public boolean walk(
      FolderWalk walk, LibraryRoot root, List<LibraryRoot> roots, FolderWalk.Visitor visitor) {
    if (everything) {
      return walk.walk(visitor);
    }
    for (Path tree : ofRoot(trees, root, roots)) {
      if (!walk.walkPart(tree, true, visitor)) {
        return false;
      }
    }
    for (Path folder : ofRoot(folders, root, roots)) {
      if (!walk.walkPart(folder, false, visitor)) {
        return false;
      }
    }
    return true;
  }

  private static List<Path> ofRoot(Set<Path> places, LibraryRoot root, List<LibraryRoot> roots) {
    return places.stream().filter(it -> belongsTo(it, root, roots)).sorted().toList();
  }

  private static boolean belongsTo(Path place, LibraryRoot root, List<LibraryRoot> roots) {
    return rootOf(place, roots).filter(root::equals).isPresent();
  }

  /// The innermost root at or above a path.
  private static Optional<LibraryRoot> rootOf(Path path, List<LibraryRoot> roots) {
    return roots.stream()
        .filter(root -> path.startsWith(root.folder()))
        .max(Comparator.comparingInt(root -> root.folder().getNameCount()));
  }

  /// Visits every known file of this part that was not looked up.
  public void forEachUnseen(
      KnownFiles known, List<LibraryRoot> roots, Consumer<KnownFiles.Known> visitor) {
    if (everything) {
      known.forEachUnseen(visitor);
      return;
    }
    trees.forEach(tree -> known.forEachUnseenAt(tree, true, within(tree, roots, visitor)));
    folders.forEach(it -> known.forEachUnseenAt(it, false, within(it, roots, visitor)));
  }

  /// A root inside a folder of the scope is walked separately, so its files are not visited.
  private static Consumer<KnownFiles.Known> within(
      Path place, List<LibraryRoot> roots, Consumer<KnownFiles.Known> visitor) {
    Optional<LibraryRoot> root = rootOf(place, roots);
    return unseen -> {
      if (rootOf(unseen.file().path(), roots).equals(root)) {
        visitor.accept(unseen);
      }
    };
  }
}
