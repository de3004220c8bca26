package dev.sightline.cluster.schema;

import dev.sightline.library.LibraryModel;
import dev.sightline.library.LibraryState;
import dev.sightline.library.VectorStorage;
import dev.sightline.library.lucene.LibraryWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a machine that indexes into a collection keeps for itself: which folders, which of their
/// files were set aside, when it last came to an end; and that only one run at a time is at it. A
/// library of its own, in which no image is ever put.
///
/// Whoever loses it names the folders again; images are known by the collection.
public final class LocalIndexState {
  /// Takes the place of a model: there are no vectors.
  private static final LibraryModel NO_MODEL = new LibraryModel("none", "none", "none", 1, "");

  private final Path folder;

  public LocalIndexState(Path folder) {
    this.folder = folder;
  }

  public Path folder() {
    return folder;
  }

  /// Opens it for changes, made first where it is not there.
  ///
  /// @throws dev.sightline.library.LibraryException if another run is at it
  public LibraryWriter open() {
    return LibraryWriter.open(folder, NO_MODEL);
  }

  /// What the collection says of itself, as this machine sees it.
  ///
  /// @param note empty where there is none yet
  public static LibraryState state(Optional<LibraryState> note, LibraryState collection) {
    LibraryState fresh = LibraryState.ofNew(collection.model());
    return note.map(
            it -> {
              LibraryState same =
                  fresh
                      .withRoots(it.roots())
                      .withCaptions(it.captions())
                      .withHistories(it.histories());
              return it.lastRunMillis().isPresent()
                  ? same.withLastRun(it.lastRunMillis().getAsLong())
                  : same;
            })
        .orElse(fresh.withCaptions(collection.captions()));
  }

  /// The part of a state that belongs into the note.
  public static LibraryState ofThisMachine(LibraryState state) {
    return new LibraryState(
        NO_MODEL,
        List.of(),
        state.roots(),
        state.lastRunMillis(),
        state.captions(),
        VectorStorage.FLOAT32,
        state.histories());
  }
}
