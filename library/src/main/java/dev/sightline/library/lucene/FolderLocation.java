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

  /// Kept open for whoever asks every few seconds: a step to the next commit costs next to nothing.
  private @Nullable LibraryReader asked;

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
      reader = LibraryReader.openIfThere(folder).orElse(null);
      asked = reader;
    } else {
      reader.refresh();
    }
    return Optional.ofNullable(reader).map(LibraryReader::state);
  }

  @Override
  public Optional<IndexedLibrary> look() {
    return LibraryReader.openIfThere(folder).map(it -> it);
  }

  @Override
  public Opened open(LibraryModel model, Extent extent) {
    close(); // or the commit of now would stay on the disk until the run has ended
    if (extent == Extent.A_PART) {
      LibraryReader.open(folder).close(); // a run of a part does not make a library
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
