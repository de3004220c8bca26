package dev.sightline.library.lucene;

import dev.sightline.library.IndexedLibrary;
import dev.sightline.library.LibraryLocation;
import dev.sightline.library.LibraryModel;
import dev.sightline.library.LibraryState;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A library in a folder.
public final class FolderLocation implements LibraryLocation {
  private final Path folder;

  /// Kept open because the state is read every few seconds: switching to the next commit is cheap.
  private @Nullable LibraryReader asked;

  /// @param folder the library's folder, which need not exist
  public FolderLocation(Path folder) {
    this.folder = folder;
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public Optional<LibraryState> state() {
    LibraryReader reader = asked;
    if (reader == null) {
      reader = LibraryReader.openIfExists(folder).orElse(null);
      asked = reader;
    } else {
      reader.refresh();
    }
    return Optional.ofNullable(reader).map(LibraryReader::state);
  }

  @Override
  public Optional<IndexedLibrary> openForReading() {
    return LibraryReader.openIfExists(folder).map(it -> it);
  }

  @Override
  public Opened open(LibraryModel model, Extent extent) {
    close(); // otherwise the present commit would stay on the disk until the run ends
    if (extent == Extent.A_PART) {
      LibraryReader.open(folder).close(); // a partial run does not create a library
    }
    var writer = LibraryWriter.open(folder, model);
    try {
      if (extent == Extent.A_PART) {
        writer.mergeSmallSegmentsOnly();
      }
      return new Opened(writer, LibraryReader.open(folder));
    } catch (RuntimeException e) {
      writer.close();
      throw e;
    }
  }

  @Override
  public void close() {
    if (asked != null) {
      asked.close();
      asked = null;
    }
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
