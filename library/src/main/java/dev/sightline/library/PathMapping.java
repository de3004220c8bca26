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

/// Maps the paths below a folder to another folder: `/photos` on one machine is `/mnt/nas/photos`
/// on this one.
///
/// @param from the folder as stored in a library, of any operating system
/// @param to its present location
public record PathMapping(Path from, Path to) {
  /// Whether a path is the old folder or lies below it.
  public boolean covers(Path path) {
    return StoredPath.liesUnder(path, from);
  }

  /// The mapped path; a path outside the old folder is returned unchanged.
  public Path pathOf(Path path) {
    return covers(path) ? StoredPath.moved(path, from, to) : path;
  }

  /// The record of a file at its new path, companions included. Where the file exists, the record
  /// gets its present file key.
  public IndexedFile fileOf(IndexedFile file) {
    Attachments attachments = file.attachments();
    return FileStamp.withPresentStamp(
        file.withPath(pathOf(file.path()))
            .with(
                new Attachments(
                    attachments.stamp(),
                    attachments.annotations(),
                    attachments.companions().stream().map(this::pathOf).toList(),
                    attachments.annotationsIgnored(),
                    attachments.taken(),
                    attachments.place())));
  }

  /// Maps each file; two files that get the same path become one.
  public List<IndexedFile> filesOf(List<IndexedFile> files) {
    return moved(files, List.of(this));
  }

  /// Maps the folder of each root.
  public List<LibraryRoot> rootsOf(List<LibraryRoot> roots) {
    return roots.stream().map(root -> root.at(pathOf(root.folder()))).toList();
  }

  /// Maps a list of files; the first mapping that covers a path is used.
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

  /// Two folders may be mapped to one.
  private static Predicate<IndexedFile> distinctPath() {
    var seen = new HashSet<Path>();
    return file -> seen.add(file.path());
  }
}
