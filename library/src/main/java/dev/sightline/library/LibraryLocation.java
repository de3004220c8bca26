package dev.sightline.library;

import java.nio.file.Path;
import java.util.Optional;

/// The location of a library that indexes folders of this machine: a folder or a cluster. For use
/// by one thread.
public interface LibraryLocation extends AutoCloseable {
  /// How much a run is going to index.
  enum Extent {
    /// All roots. A missing library is created.
    EVERYTHING,
    /// A few files or folders. The library must exist, and opening it must be fast.
    A_PART
  }

  /// A library that is open for changes.
  ///
  /// @param writer changes it
  /// @param reader reads what the writer has committed
  record Opened(WritableLibrary writer, IndexedLibrary reader) implements AutoCloseable {
    @Override
    public void close() {
      try (writer) {
        reader.close();
      }
    }
  }

  /// The folder of this machine that belongs to the library; images in it are not indexed.
  Path folder();

  /// The present state of the library; empty when there is none. Fast enough to be called every few
  /// seconds.
  ///
  /// @throws LibraryException if there is a library that cannot be used
  Optional<LibraryState> state();

  /// Opens the library for reading, without taking its write lock; empty when there is none.
  ///
  /// @throws LibraryException if there is a library that cannot be used
  Optional<IndexedLibrary> openForReading();

  /// Opens the library for changes and holds its write lock until it is closed.
  ///
  /// @param model the model of the vectors to add
  /// @throws LibraryException if it belongs to another model, is locked by another program, or
  ///     cannot be used
  Opened open(LibraryModel model, Extent extent);

  /// The location, for users.
  @Override
  String toString();

  @Override
  void close();
}
