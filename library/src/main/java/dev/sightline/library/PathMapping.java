package dev.sightline.library;

import java.nio.file.Path;
import java.util.List;

/// A folder that lies elsewhere now: `/photos` of one machine is `/mnt/nas/photos` of this one.
///
/// @param from the folder as a library knows it, of whatever system
/// @param to where it lies now
public record PathMapping(Path from, Path to) {
  /// Whether a path lies under the old folder.
  public boolean covers(Path path) {
    return StoredPath.liesUnder(path, from);
  }

  /// A path with the new beginning; any other path as it is.
  public Path pathOf(Path path) {
    return covers(path) ? StoredPath.moved(path, from, to) : path;
  }

  IndexedFile fileOf(IndexedFile file) {
    Beside beside = file.beside();
    return FileStamp.withKeyOfNow(
        file.withPath(pathOf(file.path()))
            .with(
                new Beside(
                    beside.stamp(),
                    beside.annotations(),
                    beside.companions().stream().map(this::pathOf).toList(),
                    beside.annotationsIgnored(),
                    beside.taken(),
                    beside.place())));
  }

  List<IndexedFile> filesOf(List<IndexedFile> files) {
    return LibraryRoots.moved(files, List.of(this));
  }

  List<LibraryRoot> rootsOf(List<LibraryRoot> roots) {
    return roots.stream().map(root -> root.at(pathOf(root.folder()))).toList();
  }
}
