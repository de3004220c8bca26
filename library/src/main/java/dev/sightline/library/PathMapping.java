package dev.sightline.library;

import dev.sightline.library.image.Attachments;
import dev.sightline.library.image.FileStamp;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.StoredPath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;

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

  public IndexedFile fileOf(IndexedFile file) {
    Attachments beside = file.beside();
    return FileStamp.withKeyOfNow(
        file.withPath(pathOf(file.path()))
            .with(
                new Attachments(
                    beside.stamp(),
                    beside.annotations(),
                    beside.companions().stream().map(this::pathOf).toList(),
                    beside.annotationsIgnored(),
                    beside.taken(),
                    beside.place())));
  }

  public List<IndexedFile> filesOf(List<IndexedFile> files) {
    return moved(files, List.of(this));
  }

  public List<LibraryRoot> rootsOf(List<LibraryRoot> roots) {
    return roots.stream().map(root -> root.at(pathOf(root.folder()))).toList();
  }

  /// Re-roots a list of files.
  public static List<IndexedFile> moved(List<IndexedFile> files, List<PathMapping> mappings) {
    var moved = new ArrayList<>(files);
    for (int i = 0; i < moved.size(); i++) {
      for (PathMapping mapping : mappings) {
        if (mapping.covers(files.get(i).path())) {
          moved.set(i, mapping.fileOf(files.get(i)));
          break;
        }
      }
    }
    return moved.stream().filter(distinctPath()).toList();
  }

  /// Two folders may have become one.
  private static Predicate<IndexedFile> distinctPath() {
    var seen = new HashSet<Path>();
    return file -> seen.add(file.path());
  }
}
