package dev.sightline.web;

import dev.sightline.library.IndexedImage;
import dev.sightline.library.LibraryReader;
import dev.sightline.library.LibraryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Finds the file of an image, and gives out no other: it must be one that the library knows, must
/// still be there, and must really lie below one of the library's folders, whatever links say.
final class Originals {
  private final LibraryReader library;

  Originals(LibraryReader library) {
    this.library = library;
  }

  /// The first of an image's files that may be given out, links resolved.
  Optional<Path> find(IndexedImage image) {
    List<Path> roots = library.state().roots().stream().map(LibraryRoot::folder).toList();
    return image.paths().stream()
        .flatMap(path -> real(path).stream())
        .filter(file -> Files.isRegularFile(file) && Files.isReadable(file))
        .filter(file -> roots.stream().anyMatch(root -> liesBelow(file, root)))
        .findFirst();
  }

  private static boolean liesBelow(Path file, Path root) {
    return real(root).filter(file::startsWith).isPresent();
  }

  private static Optional<Path> real(Path path) {
    try {
      return Optional.of(path.toRealPath());
    } catch (IOException e) {
      return Optional.empty(); // not there any more
    }
  }
}
