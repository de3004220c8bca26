package dev.sightline.indexer.walk;

import dev.sightline.library.KnownFiles;
import dev.sightline.library.LibraryRoot;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// Walks the roots of one library, or the part of them that a run looks at.
///
/// @param roots all roots of the library
/// @param library the library's own folder, which is never entered
/// @param captions whether sidecars and caption files are read
/// @param scope the part to walk
public record LibraryWalk(List<LibraryRoot> roots, Path library, boolean captions, RunScope scope) {
  /// Copies the list.
  public LibraryWalk {
    roots = List.copyOf(roots);
  }

  /// A walk of one root.
  public FolderWalk of(LibraryRoot root) {
    return FolderWalk.of(root, roots, library, captions);
  }

  /// The roots that have something in scope.
  public List<LibraryRoot> rootsInScope() {
    return roots.stream().filter(it -> scope.concerns(it, roots)).toList();
  }

  /// Walks the part of one root that is in scope.
  ///
  /// @return false when the visitor stopped the walk
  public boolean walk(LibraryRoot root, FolderWalk.Visitor visitor) {
    return scope.walk(of(root), root, roots, visitor);
  }

  /// Visits every known file in scope that the walk has not shown.
  public void forEachUnseen(KnownFiles known, Consumer<KnownFiles.Known> visitor) {
    scope.forEachUnseen(known, roots, visitor);
  }
}
