package dev.sightline.web.images;

import dev.sightline.library.LibraryRoot;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.searcher.retrieval.SearchedLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Finds the file of an image. Only files that the library knows, that exist, and that are below
/// one of its roots after links are resolved are served.
public final class Originals {
  private final SearchedLibrary library;

  /// @param library names the files that may be served
  public Originals(SearchedLibrary library) {
    this.library = library;
  }

  /// The first file of an image that may be served.
  Optional<Original> find(IndexedImage image) {
    List<Path> roots =
        library.state().roots().stream()
            .map(LibraryRoot::folder)
            .flatMap(root -> real(root).stream())
            .toList();
    return image.files().stream().flatMap(file -> below(roots, file).stream()).findFirst();
  }

  private static Optional<Original> below(List<Path> roots, IndexedFile indexed) {
    return real(indexed.path())
        .filter(file -> Files.isRegularFile(file) && Files.isReadable(file))
        .filter(file -> roots.stream().anyMatch(file::startsWith))
        .flatMap(file -> look(file, indexed));
  }

  private static Optional<Original> look(Path file, IndexedFile indexed) {
    try {
      return Optional.of(
          new Original(
              file, indexed, Files.size(file), Files.getLastModifiedTime(file).toMillis()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Path> real(Path path) {
    try {
      return Optional.of(path.toRealPath());
    } catch (IOException e) {
      return Optional.empty(); // not there any more
    }
  }
}
