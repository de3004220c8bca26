package dev.sightline.library;

import dev.sightline.library.image.QuarantinedFile;
import dev.sightline.library.image.StoredVector;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Read access to a library for index runs: in a folder (`LibraryReader`) or in a cluster. It reads
/// one commit until [#refresh]. Safe for concurrent use.
public interface IndexedLibrary extends AutoCloseable {
  /// The folder of this machine that belongs to the library; images in it are not indexed.
  Path folder();

  /// The state of the library, with the roots that this machine indexes.
  LibraryState state();

  /// Switches to the newest commit.
  ///
  /// @throws LibraryException if it cannot be read
  void refresh();

  /// Whether the library has an image with an id.
  boolean contains(String id);

  /// The image with an id and its embeddings; [StoredVector#vector] is of the model that the
  /// library is searched with.
  Optional<StoredVector> stored(String id);

  /// An image whose input of the library's model has a hash. Images with the same input have the
  /// same vector.
  ///
  /// @param pixels as of `Embedding.pixels`
  Optional<StoredVector> withPixels(String pixels);

  /// The files of the library's roots, to compare folders with.
  ///
  /// @throws LibraryException if they cannot be read
  KnownFiles knownFiles();

  /// The record of a quarantined file.
  Optional<QuarantinedFile> quarantinedAt(Path path);

  /// All quarantined files, in order of path.
  List<QuarantinedFile> quarantined();

  /// Visits every image of the library's roots with its vector, one at a time.
  ///
  /// @throws LibraryException if they cannot be read
  void forEach(Consumer<StoredVector> visitor);

  @Override
  void close();
}
