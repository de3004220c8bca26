package dev.sightline.library;

import dev.sightline.library.image.QuarantinedFile;
import dev.sightline.library.image.StoredVector;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What an index run asks of a library, wherever that lies: in a folder (`LibraryReader`) or in a
/// cluster. It stands on what was committed until [#refresh]. Safe for concurrent use.
public interface IndexedLibrary extends AutoCloseable {
  /// A folder of this machine that belongs to the library: what lies in it is no photos.
  Path folder();

  /// What the library says of itself; roots are those that this machine keeps it true to.
  LibraryState state();

  /// Steps to the newest commit.
  ///
  /// @throws LibraryException if it cannot be read
  void refresh();

  /// Whether there is an image of an id.
  boolean contains(String id);

  /// The image of an id with its embeddings; [StoredVector#vector] is of the model that the library
  /// is searched with.
  Optional<StoredVector> stored(String id);

  /// An image of which the library's model saw these very pixels: its vector is that of any other
  /// file with the same.
  ///
  /// @param pixels as of `Embedding.pixels`
  Optional<StoredVector> withPixels(String pixels);

  /// The files of the library's roots, for comparing folders with.
  ///
  /// @throws LibraryException if they cannot be read
  KnownFiles knownFiles();

  /// The record of a file that was set aside.
  Optional<QuarantinedFile> quarantinedAt(Path path);

  /// Every file that was set aside, in order of path.
  List<QuarantinedFile> quarantined();

  /// Visits every image of the library's roots with its vector, one at a time.
  ///
  /// @throws LibraryException if they cannot be read
  void forEach(Consumer<StoredVector> visitor);

  @Override
  void close();
}
