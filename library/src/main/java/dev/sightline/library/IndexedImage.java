package dev.sightline.library;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// One image of a library: the same bytes, however many paths they lie at.
///
/// @param id hash of the bytes, 32 hexadecimal digits
/// @param files where the bytes lie, at least one; kept in order of path
/// @param facts what is known of the picture
public record IndexedImage(String id, List<IndexedFile> files, ImageMetadata facts) {
  /// Copies the list in order and checks that there is a file.
  public IndexedImage {
    files = files.stream().sorted(Comparator.comparing(IndexedFile::path)).toList();
    if (id.isEmpty() || files.isEmpty()) {
      throw new IllegalArgumentException("an image has an id and at least one file");
    }
  }

  /// The first of the paths.
  public Path path() {
    return files.getFirst().path();
  }

  /// All paths.
  public List<Path> paths() {
    return files.stream().map(IndexedFile::path).toList();
  }

  /// The file record of a path, if the image lies there.
  public Optional<IndexedFile> file(Path path) {
    return files.stream().filter(file -> file.path().equals(path)).findFirst();
  }
}
