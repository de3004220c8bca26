package dev.sightline.cluster.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.cluster.LocalStateReader;
import dev.sightline.library.LibraryException;
import dev.sightline.library.LibraryModel;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.LibraryState;
import dev.sightline.library.RootHistory;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.QuarantinedFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalIndexStateTest {
  private static final LibraryRoot HERE = new LibraryRoot(Path.of("/photos"), List.of("*.tmp"));
  private static final RootHistory HISTORY =
      new RootHistory(
          HERE.folder(),
          List.of(HERE.folder()),
          List.of(new RootHistory.PendingRemoval(HERE.folder(), 14, "00ff")));
  private static final LibraryRoot ELSEWHERE = new LibraryRoot(Path.of("/scans"), List.of());
  private static final LibraryModel MODEL = new LibraryModel("plain", "p1", "t1", 16, "");

  /// As the collection has it, with folders of two machines.
  private static final LibraryState COLLECTION =
      LibraryState.ofNew(MODEL).withRoots(List.of(ELSEWHERE, HERE)).withLastRun(7);

  @TempDir private Path folder;
  private LocalIndexState note;

  @BeforeEach
  void makeANote() {
    note = new LocalIndexState(folder.resolve("note"));
  }

  @Test
  void a_machine_that_never_indexed_has_no_folders_whatever_the_collection_has() {
    try (var reader = new LocalStateReader(note)) {
      LibraryState state = LocalIndexState.state(reader.state(), COLLECTION);

      assertThat(state.roots()).isEmpty();
      assertThat(state.lastRunMillis()).isEmpty();
      assertThat(state.model()).isEqualTo(MODEL);
      assertThat(reader.quarantined()).isEmpty();
      assertThat(reader.knownFiles()).isEmpty();
    }
  }

  @Test
  void folders_and_what_was_set_aside_are_there_again_in_the_next_run() {
    var bad =
        new QuarantinedFile(
            new IndexedFile(Path.of("/photos/bad.jpg"), 1, 2, ""),
            "TRUNCATED",
            "it ends early",
            3,
            "1.0",
            Optional.empty());
    try (var writer = note.open()) {
      LibraryState state = LocalIndexState.state(Optional.of(writer.state()), COLLECTION);
      writer.setState(
          LocalIndexState.ofThisMachine(
              state
                  .withRoots(List.of(HERE))
                  .withHistory(HISTORY)
                  .withLastRun(9)
                  .withCaptions(false)));
      writer.quarantine(bad);
      writer.commit();
    }

    try (var reader = new LocalStateReader(note)) {
      LibraryState state = LocalIndexState.state(reader.state(), COLLECTION);
      assertThat(state.roots()).containsExactly(HERE);
      assertThat(state.history(HERE.folder())).contains(HISTORY);
      assertThat(state.lastRunMillis()).hasValue(9);
      assertThat(state.captions()).isFalse();
      assertThat(state.model()).isEqualTo(MODEL);
      assertThat(reader.quarantined()).containsExactly(bad);
      assertThat(reader.quarantinedAt(bad.file().path())).contains(bad);
    }
  }

  @Test
  void a_second_run_on_this_machine_is_told_that_there_is_one() {
    try (var _ = note.open()) {
      assertThatThrownBy(note::open)
          .isInstanceOfSatisfying(
              LibraryException.class,
              e -> assertThat(e.reason()).isEqualTo(LibraryException.Reason.HELD));
    }
  }
}
