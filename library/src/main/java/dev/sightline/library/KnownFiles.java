package dev.sightline.library;

import dev.sightline.library.image.IndexedFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// The files that a library knows, as an index run compares its folders with them: look each file
/// up, and in the end see which were never looked up. For use by one thread.
public interface KnownFiles extends AutoCloseable {
  /// A file that the library knows.
  ///
  /// @param imageId the image whose bytes it held, or empty if it was set aside
  /// @param file the file as it was
  record Known(Optional<String> imageId, IndexedFile file) {}

  /// Whether an image is known to lie at a file's path and nothing about the file has changed; then
  /// it is remembered as still there. This is the answer for nearly every file of most runs; where
  /// it is no, [#lookUp] says what is known.
  ///
  /// @throws LibraryException if the library cannot be read
  boolean holds(IndexedFile file);

  /// Looks a file up and remembers that it is still there. A file that was an image and could not
  /// be read again later is known as both; then it is given as the image.
  ///
  /// @throws LibraryException if the library cannot be read
  Optional<Known> lookUp(Path path);

  /// Visits every file that was not looked up.
  ///
  /// @throws LibraryException if the library cannot be read
  void forEachUnseen(Consumer<Known> visitor);

  /// Visits every file that lies at or below a place and was not looked up, without going through
  /// the rest of the library.
  ///
  /// @param deep whether also what lies in folders below the place; else only the files right in it
  /// @throws LibraryException if the library cannot be read
  void forEachUnseenAt(Path place, boolean deep, Consumer<Known> visitor);

  @Override
  void close();
}
