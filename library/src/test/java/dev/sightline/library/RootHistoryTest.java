package dev.sightline.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.library.RootHistory.PendingRemoval;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The histories of roots in the library's state.
class RootHistoryTest {
  private static final Path PHOTOS = Path.of("/photos").toAbsolutePath();
  private static final Path NAS = PHOTOS.resolve("nas");
  private static final RootHistory HISTORY =
      new RootHistory(
          PHOTOS, List.of(PHOTOS, NAS), List.of(new PendingRemoval(PHOTOS, 14, "00ff")));
  private static final LibraryState STATE =
      LibraryState.ofNew(Examples.MODEL)
          .withRoots(List.of(new LibraryRoot(PHOTOS, List.of("*.tmp"), true)))
          .withHistory(HISTORY);

  @Test
  void histories_and_rules_of_roots_come_back_as_they_were() throws IOException {
    assertThat(LibraryState.ofUserData(STATE.toUserData(), "here")).isEqualTo(STATE);
  }

  @Test
  void a_library_of_before_there_were_any_has_none_and_enters_no_folders_of_other_programs()
      throws IOException {
    var data = STATE.toUserData();
    data.keySet().removeIf(key -> key.startsWith("history.") || key.endsWith(".allFolders"));

    LibraryState old = LibraryState.ofUserData(data, "here");

    assertThat(old.history(PHOTOS)).isEmpty();
    assertThat(old.roots()).containsExactly(new LibraryRoot(PHOTOS, List.of("*.tmp")));
  }

  @Test
  void a_new_note_takes_the_place_of_the_old_one_and_goes_with_its_root() {
    var next = new RootHistory(PHOTOS, List.of(), List.of());

    assertThat(STATE.withHistory(next).histories()).containsExactly(next);
    assertThat(STATE.withRoots(List.of()).histories()).isEmpty();
  }

  @Test
  void a_root_that_lies_elsewhere_takes_its_mount_points_along() {
    Path elsewhere = Path.of("/elsewhere").toAbsolutePath();

    RootHistory moved = HISTORY.moved(new PathMapping(PHOTOS, elsewhere));

    assertThat(moved.root()).isEqualTo(elsewhere);
    assertThat(moved.mountPoints()).containsExactly(elsewhere, elsewhere.resolve("nas"));
    assertThat(moved.pending()).isEmpty();
  }
}
