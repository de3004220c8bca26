package dev.sightline.searcher.retrieval;

import dev.sightline.library.LibraryException;
import dev.sightline.library.LibraryState;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.image.QuarantinedFile;
import dev.sightline.library.lucene.LibraryReader.Statistics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A library that is asked and shown, wherever it is kept: in a folder of this machine, or in a
/// cluster. Together with [Retriever] this is the seam: whatever stands above it does not know
/// which. Implementations are safe for concurrent use.
public interface SearchedLibrary extends AutoCloseable {
  /// What searching needs of it. Vectors are those of the model that the library is searched with
  /// now, also when it is switched to another later.
  Retriever retriever();

  /// Where it is, for people.
  String place();

  /// The folder that it is kept in, where it is in one: only then can an index run write to it.
  Optional<Path> folder();

  /// Where label sets and concepts of this library are kept; may not be there yet.
  Path learnedFolder();

  /// Whether nothing may be written into it, nor beside it.
  boolean isReadOnly();

  /// Steps to what is newest; when another thread is at it, waits until it has.
  ///
  /// @throws LibraryException if it cannot be read
  void refresh();

  /// What the library says of itself.
  LibraryState state();

  /// Changes whenever answers may change.
  long commitToken();

  /// How many images there are.
  int size();

  /// How many images have a vector of a model.
  ///
  /// @param fingerprint the model's image fingerprint
  int sizeOf(String fingerprint);

  /// How it lies on disk.
  Statistics statistics();

  /// The image of an id.
  Optional<IndexedImage> image(String id);

  /// Whether there is an image of an id.
  boolean contains(String id);

  /// The image that lies at a path, or that the file at that path is shown as part of.
  Optional<IndexedImage> imageAt(Path path);

  /// Every file that was set aside, in order of path.
  List<QuarantinedFile> quarantined();

  /// The record of a file that was set aside.
  Optional<QuarantinedFile> quarantinedAt(Path path);

  /// The small picture of an image, a JPEG; empty when none was kept.
  ///
  /// @throws IOException if there is one that cannot be read
  Optional<byte[]> thumbnail(String id) throws IOException;

  /// Keeps the small picture of an image, all or nothing; nothing where nothing is written.
  ///
  /// @throws IOException if it cannot be kept
  void keepThumbnail(String id, byte[] jpeg) throws IOException;

  @Override
  void close();
}
