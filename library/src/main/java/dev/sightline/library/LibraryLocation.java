package dev.sightline.library;

import java.nio.file.Path;
import java.util.Optional;

/// Where a library lies that is kept true to folders of this machine. An index run opens it here
/// and need not know what it is. For use by one thread.
public interface LibraryLocation extends AutoCloseable {
  /// How much a run is going to look at.
  enum Extent {
    /// All roots. The library is made when it is not there.
    EVERYTHING,
    /// A few places, which has to be quick. The library has to be there.
    A_PART
  }

  /// A library that is open for changes.
  ///
  /// @param writer changes it
  /// @param reader sees what the writer has committed
  record Opened(WritableLibrary writer, IndexedLibrary reader) implements AutoCloseable {
    @Override
    public void close() {
      try (writer) {
        reader.close();
      }
    }
  }

  /// Folder of this machine that belongs to the library: what lies in it is no photos.
  Path folder();

  /// What the library says of itself now; empty when there is none. Cheap enough to be asked every
  /// few seconds.
  ///
  /// @throws LibraryException if there is something that cannot be used
  Optional<LibraryState> state();

  /// Opens the library to be asked, without holding it; empty when there is none.
  ///
  /// @throws LibraryException if there is something that cannot be used
  Optional<IndexedLibrary> look();

  /// Opens the library for changes and holds it until it is closed.
  ///
  /// @param model whose vectors are going to be put in
  /// @throws LibraryException if it is of another model, is held by another program, or cannot be
  ///     used
  Opened open(LibraryModel model, Extent extent);

  /// Where it is, for people.
  @Override
  String toString();

  @Override
  void close();
}
