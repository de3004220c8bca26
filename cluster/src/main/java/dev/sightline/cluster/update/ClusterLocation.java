package dev.sightline.cluster.update;

import dev.sightline.cluster.ClusterLibrary;
import dev.sightline.cluster.LocalStateReader;
import dev.sightline.cluster.schema.LocalIndexState;
import dev.sightline.library.IndexedLibrary;
import dev.sightline.library.LibraryException;
import dev.sightline.library.LibraryException.Reason;
import dev.sightline.library.LibraryLocation;
import dev.sightline.library.LibraryModel;
import dev.sightline.library.LibraryState;
import java.nio.file.Path;
import java.util.Optional;

/// A collection that folders of this machine are indexed into, beside those of others. What belongs
/// to this machine alone is in an [LocalIndexState].
public final class ClusterLocation implements LibraryLocation {
  private final ClusterLibrary library;
  private final LocalIndexState note;

  /// @param library is closed with this place
  public ClusterLocation(ClusterLibrary library) {
    this.library = library;
    this.note = new LocalIndexState(library.noteFolder());
  }

  @Override
  public Path folder() {
    return library.noteFolder();
  }

  /// As the note has it; the cluster is not asked again.
  @Override
  public Optional<LibraryState> state() {
    try (var reader = new LocalStateReader(note)) {
      return Optional.of(LocalIndexState.state(reader.state(), library.state()));
    }
  }

  @Override
  public Optional<IndexedLibrary> openForReading() {
    return Optional.of(new ClusterReader(library, note, true));
  }

  @Override
  public Opened open(LibraryModel model, Extent extent) {
    if (library.isReadOnly()) {
      throw LibraryException.elsewhere(
          Reason.HELD, "The cluster is open with --read-only; nothing can be indexed into it.");
    }
    library.state().model().requireComparableWith(model, library.place());
    var writer = new ClusterUpdates(library, note.open());
    try {
      if (extent == Extent.EVERYTHING) {
        new CollectionPaths(library).requireWhole();
        // What a run that was killed has sent may not be seen yet; and who may not write should
        // not have to wait for it until pictures have been embedded.
        library.commit();
      }
      return new Opened(writer, new ClusterReader(library, note, extent == Extent.EVERYTHING));
    } catch (RuntimeException e) {
      writer.close();
      throw e;
    }
  }

  @Override
  public void close() {
    library.close();
  }

  @Override
  public String toString() {
    return library.place();
  }
}
