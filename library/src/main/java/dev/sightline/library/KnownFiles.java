package dev.sightline.library;

import dev.sightline.library.image.IndexedFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// The files that a library has, for index runs to compare folders with: a run looks up each file
/// that it finds, and then visits the files that were never looked up. For use by one thread.
public interface KnownFiles extends AutoCloseable {
  /// A file in the library.
  ///
  /// @param imageId id of the image; empty if the file is quarantined
  /// @param file the file when it was read
  record Known(Optional<String> imageId, IndexedFile file) {}

  /// Whether the library has an image at a file's path and nothing about the file has changed. If
  /// so, the file counts as looked up. True for nearly every file of most runs; if false, [#lookUp]
  /// gives the record.
  ///
  /// @throws LibraryException if the library cannot be read
  boolean holds(IndexedFile file);

  /// Looks up a file and marks it as present. A file that was indexed and quarantined later has two
  /// records; then the result is the image.
  ///
  /// @throws LibraryException if the library cannot be read
  Optional<Known> lookUp(Path path);

  /// Visits every file that was not looked up.
  ///
  /// @throws LibraryException if the library cannot be read
  void forEachUnseen(Consumer<Known> visitor);

  /// Visits every file at or below a path that was not looked up, without reading the rest of the
  /// library.
  ///
  /// @param deep whether to include files in folders below the path; else only the files directly
  ///     in it
  /// @throws LibraryException if the library cannot be read
  void forEachUnseenAt(Path place, boolean deep, Consumer<Known> visitor);

  @Override
  void close();
}
