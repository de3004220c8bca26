package dev.sightline.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexReport;
import dev.sightline.indexer.report.IndexSettings;
import dev.sightline.indexer.report.SkippedFile;
import dev.sightline.library.LibraryException;
import dev.sightline.library.LibraryModel;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.image.StoredPath;
import dev.sightline.library.image.StoredVector;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.lucene.LibraryWriter;
import dev.sightline.testkit.Project;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class IndexerTest {
  @TempDir private Path temporary;
  private PhotoFolder folder;

  @BeforeEach
  void makeAFolder() throws IOException {
    folder = new PhotoFolder(temporary);
  }

  @Test
  void every_sound_golden_is_indexed_and_every_broken_one_is_set_aside() throws IOException {
    try (var goldens = Files.list(Project.goldens("images"))) {
      for (Path golden : goldens.toList()) {
        folder.write(golden.getFileName().toString(), Files.readAllBytes(golden));
      }
    }

    IndexReport report = folder.index();

    assertThat(folder.quarantined())
        .contains(
            "bomb-60000x60000.png TOO_LARGE",
            "canvas-65535x65535.gif TOO_LARGE",
            "empty.jpg EMPTY",
            "text.jpg NOT_AN_IMAGE",
            "truncated.jpg TRUNCATED",
            "truncated.png TRUNCATED",
            "header-only.png TRUNCATED");
    assertThat(report.otherFiles()).isZero();
    assertThat(report.added() + report.skipped().size()).isEqualTo(63);
    assertThat(folder.indexed()).hasSize((int) report.added()).hasSizeGreaterThan(50);
  }

  @Test
  void what_a_file_says_of_itself_is_kept() throws IOException {
    Path golden = Project.goldens("images/exif-6.jpg");
    folder.write("turned.jpg", Files.readAllBytes(golden));

    folder.index();

    var facts = folder.images().getFirst().facts();
    assertThat(facts.format()).isEqualTo("jpeg");
    assertThat(facts.orientation()).isEqualTo(6);
    assertThat(facts.width()).isEqualTo(300);
    assertThat(facts.height()).isEqualTo(200);
  }

  @Test
  void a_second_run_over_an_unchanged_folder_embeds_nothing() throws IOException {
    folder.write("a.png", PhotoFolder.picture(1));
    folder.write("sub/b.png", PhotoFolder.picture(2));
    folder.write("bad.png", new byte[] {1, 2, 3});
    folder.index();

    IndexReport again = folder.index();

    assertThat(again.embedded()).isZero();
    assertThat(again.unchanged()).isEqualTo(2);
    assertThat(again.added() + again.changed() + again.moved() + again.removed()).isZero();
    assertThat(again.skipped()).extracting(SkippedFile::reason).containsExactly("NOT_AN_IMAGE");
    assertThat(again.complete()).isTrue();
  }

  @Test
  void the_same_bytes_at_two_paths_are_one_image() throws IOException {
    byte[] bytes = PhotoFolder.picture(1);
    Path first = folder.write("a.png", bytes);
    Path second = folder.write("copy/a.png", bytes);

    IndexReport report = folder.index();

    assertThat(report.embedded()).isEqualTo(1);
    assertThat(folder.images())
        .singleElement()
        .satisfies(image -> assertThat(image.paths()).containsExactly(first, second));
  }

  @Test
  void new_bytes_at_a_known_path_are_embedded_again_and_the_old_image_goes() throws IOException {
    Path file = folder.write("a.png", PhotoFolder.picture(1));
    folder.index();
    String before = folder.indexed().get(file);
    folder.write("a.png", PhotoFolder.picture(2));
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));

    IndexReport report = folder.index();

    assertThat(report.changed()).isEqualTo(1);
    assertThat(report.embedded()).isEqualTo(1);
    assertThat(folder.indexed()).hasSize(1).doesNotContainValue(before);
  }

  @Test
  void a_new_time_alone_reads_the_file_and_embeds_nothing() throws IOException {
    Path file = folder.write("a.png", PhotoFolder.picture(1));
    folder.index();
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));

    IndexReport touched = folder.index();
    IndexReport again = folder.index();

    assertThat(touched.embedded() + touched.changed() + touched.added()).isZero();
    assertThat(touched.unchanged()).isEqualTo(1);
    assertThat(again.unchanged()).isEqualTo(1);
    assertThat(folder.images().getFirst().files().getFirst().modifiedMillis()).isEqualTo(1_000_000);
  }

  @Test
  void a_renamed_folder_is_a_move_and_embeds_nothing() throws IOException {
    folder.write("old/a.png", PhotoFolder.picture(1));
    folder.write("old/b.png", PhotoFolder.picture(2));
    folder.index();
    Files.move(folder.photos().resolve("old"), folder.photos().resolve("new"));

    IndexReport report = folder.index();

    assertThat(report.moved()).isEqualTo(2);
    assertThat(report.added() + report.removed() + report.embedded()).isZero();
    assertThat(folder.indexed().keySet())
        .containsExactly(
            folder.photos().resolve("new/a.png"), folder.photos().resolve("new/b.png"));
  }

  @Test
  void two_files_that_swap_their_names_keep_their_vectors() throws IOException {
    Path first = folder.write("a.png", PhotoFolder.picture(1));
    Path second = folder.write("b.png", PhotoFolder.picture(2));
    folder.index();
    Map<Path, String> before = folder.indexed();
    Path aside = temporary.resolve("aside.png");
    Files.move(first, aside);
    Files.move(second, first);
    Files.move(aside, second);

    IndexReport report = folder.index();

    assertThat(report.embedded()).isZero();
    assertThat(folder.indexed())
        .containsEntry(first, before.get(second))
        .containsEntry(second, before.get(first));
  }

  @Test
  void a_deleted_photo_leaves_the_library() throws IOException {
    Path gone = folder.write("a.png", PhotoFolder.picture(1));
    Path stays = folder.write("b.png", PhotoFolder.picture(2));
    folder.index();
    Files.delete(gone);

    IndexReport report = folder.index();

    assertThat(report.removed()).isEqualTo(1);
    assertThat(folder.indexed().keySet()).containsExactly(stays);
  }

  @Test
  void one_of_two_copies_that_goes_leaves_the_other() throws IOException {
    Path first = folder.write("a.png", PhotoFolder.picture(1));
    Path second = folder.write("b.png", PhotoFolder.picture(1));
    folder.index();
    Files.delete(first);

    IndexReport report = folder.index();

    assertThat(report.removed()).isEqualTo(1);
    assertThat(folder.indexed().keySet()).containsExactly(second);
  }

  @Test
  void a_root_that_is_not_there_keeps_its_photos() throws IOException {
    folder.write("a.png", PhotoFolder.picture(1));
    folder.index();
    Files.move(folder.photos(), temporary.resolve("unmounted"));

    IndexReport report =
        PhotoFolder.indexer(PhotoFolder.settings())
            .run(folder.library(), List.of(), new IndexProgress());

    assertThat(report.missingRoots()).containsExactly(folder.photos());
    assertThat(report.removed()).isZero();
    assertThat(folder.indexed()).hasSize(1);
  }

  @Test
  void images_under_no_root_stay_and_those_under_a_root_that_are_gone_leave() throws IOException {
    folder.write("a.png", PhotoFolder.picture(1));
    folder.index();
    put("imported", temporary.resolve("elsewhere/x.png").toString());
    put("under-the-root", folder.photos().resolve("gone.png").toString());

    IndexReport report = folder.index();

    assertThat(report.removed()).isEqualTo(1);
    try (var reader = LibraryReader.open(folder.library())) {
      assertThat(reader.contains("imported")).isTrue();
      assertThat(reader.contains("under-the-root")).isFalse();
    }
  }

  @Test
  void a_root_of_another_system_is_not_there_and_keeps_its_photos() throws IOException {
    folder.write("a.png", PhotoFolder.picture(1));
    folder.index();
    put("carried", "C:\\Photos\\x.png");
    Path windows = StoredPath.read("C:\\Photos");
    try (var writer = LibraryWriter.openExisting(folder.library())) {
      var roots = new ArrayList<>(writer.state().roots());
      roots.add(new LibraryRoot(windows, List.of()));
      writer.setState(writer.state().withRoots(roots));
      writer.commit();
    }

    IndexReport report = folder.index();

    assertThat(report.missingRoots()).containsExactly(windows);
    assertThat(report.removed()).isZero();
    try (var reader = LibraryReader.open(folder.library())) {
      assertThat(reader.contains("carried")).isTrue();
    }
  }

  /// Puts an image into the library as an import or a merge does: no run has seen its file.
  private void put(String id, String path) {
    try (var writer = LibraryWriter.openExisting(folder.library());
        var reader = LibraryReader.open(folder.library())) {
      StoredVector any = reader.stored(folder.images().getFirst().id()).orElseThrow();
      var file = new IndexedFile(StoredPath.read(path), 1, 1, "");
      writer.put(new IndexedImage(id, List.of(file), any.image().facts()), any.vector());
      writer.commit();
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void an_empty_folder_where_a_disk_was_mounted_keeps_its_photos() throws IOException {
    Path file = folder.write("a.png", PhotoFolder.picture(1));
    folder.index();
    var elsewhere = new IndexedFile(file, 1, 1, "(dev=fedcba,ino=1)");
    try (var reader = LibraryReader.open(folder.library());
        var writer = LibraryWriter.openExisting(folder.library())) {
      String id = reader.imageAt(file).orElseThrow().id();
      writer.put(reader.stored(id).orElseThrow().withFiles(List.of(elsewhere)));
      writer.commit();
    }
    Files.delete(file);

    IndexReport report = folder.index();

    assertThat(report.missingRoots()).containsExactly(folder.photos());
    assertThat(report.removed()).isZero();
    assertThat(folder.indexed()).containsOnlyKeys(file);
  }

  @Test
  void an_empty_folder_makes_an_empty_library() {
    IndexReport report = folder.index();

    assertThat(report.added()).isZero();
    assertThat(report.complete()).isTrue();
    assertThat(folder.indexed()).isEmpty();
  }

  @Test
  void a_bad_file_that_is_mended_comes_in_and_leaves_quarantine() throws IOException {
    byte[] whole = PhotoFolder.picture(1);
    folder.write("a.png", Arrays.copyOf(whole, whole.length / 2));
    folder.index();
    assertThat(folder.quarantined()).containsExactly("a.png TRUNCATED");
    folder.write("a.png", whole);

    IndexReport report = folder.index();

    assertThat(report.added()).isEqualTo(1);
    assertThat(folder.quarantined()).isEmpty();
  }

  @Test
  void a_good_file_that_turns_bad_leaves_the_library_for_quarantine() throws IOException {
    byte[] whole = PhotoFolder.picture(1);
    folder.write("a.png", whole);
    folder.index();
    folder.write("a.png", Arrays.copyOf(whole, whole.length / 2));

    folder.index();

    assertThat(folder.indexed()).isEmpty();
    assertThat(folder.quarantined()).containsExactly("a.png TRUNCATED");
  }

  @Test
  void a_bad_file_that_is_deleted_leaves_quarantine() throws IOException {
    Path file = folder.write("a.png", new byte[0]);
    folder.index();
    Files.delete(file);

    folder.index();

    assertThat(folder.quarantined()).isEmpty();
  }

  @Test
  void copies_of_a_bad_file_are_all_set_aside() throws IOException {
    byte[] half = Arrays.copyOf(PhotoFolder.picture(1), 60);
    for (int i = 0; i < 20; i++) {
      folder.write("copy%02d.png".formatted(i), half);
    }

    IndexReport report = folder.index();

    assertThat(report.skipped())
        .hasSize(20)
        .extracting(SkippedFile::reason)
        .containsOnly("TRUNCATED");
    assertThat(folder.quarantined()).hasSize(20);
  }

  @Test
  void a_bad_file_is_tried_again_only_when_asked() throws IOException {
    folder.write("a.png", new byte[] {1});
    folder.index();
    long before = since();

    folder.index();
    assertThat(since()).isEqualTo(before);

    var later = java.time.Clock.offset(java.time.Clock.systemUTC(), java.time.Duration.ofDays(1));
    folder.index(
        new IndexSettings(1, false, true, Optional.empty(), Optional.empty(), "test", later),
        List.of());
    assertThat(since()).isGreaterThan(before);
  }

  private long since() {
    try (var reader = LibraryReader.open(folder.library())) {
      return reader.quarantined().getFirst().sinceMillis();
    }
  }

  @Test
  void hidden_and_excluded_files_are_left_out_and_leave_when_excluded_later() throws IOException {
    folder.write(".hidden.png", PhotoFolder.picture(1));
    folder.write(".cache/a.png", PhotoFolder.picture(2));
    folder.write("@eaDir/a.png", PhotoFolder.picture(3));
    folder.write("#recycle/a.png", PhotoFolder.picture(4));
    folder.write("raw/a.png", PhotoFolder.picture(5));
    Path kept = folder.write("kept/a.png", PhotoFolder.picture(6));
    folder.write("kept/draft-1.png", PhotoFolder.picture(7));

    folder.index();
    assertThat(folder.indexed()).hasSize(3);

    IndexReport report = folder.index(PhotoFolder.settings(), List.of("raw", "kept/draft-*"));
    assertThat(folder.indexed().keySet()).containsExactly(kept);
    assertThat(report.removed()).isEqualTo(2);

    folder.index(); // excludes are remembered
    assertThat(folder.indexed().keySet()).containsExactly(kept);
  }

  @Test
  void names_with_newline_emoji_and_spaces_are_found_again() throws IOException {
    folder.write("a\nb.png", PhotoFolder.picture(1));
    folder.write("\uD83D\uDC36 dog.png", PhotoFolder.picture(2));
    folder.write(" x ".repeat(60) + ".png", PhotoFolder.picture(3));

    assertThat(folder.index().added()).isEqualTo(3);
    assertThat(folder.index().unchanged()).isEqualTo(3);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void a_name_that_is_not_utf_8_is_told_and_nothing_else_suffers() throws IOException {
    folder.write("good.png", PhotoFolder.picture(1));
    Path bad = Path.of(URI.create(folder.photos().toUri() + "bad%FF.png"));
    Files.write(bad, PhotoFolder.picture(2));

    IndexReport report = folder.index();

    assertThat(report.added()).isEqualTo(1);
    assertThat(report.skipped())
        .extracting(SkippedFile::detail)
        .containsExactly("its name is not valid UTF-8: rename it, for instance with convmv");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void a_loop_of_links_ends_and_a_linked_folder_is_entered_once() throws IOException {
    Path outside = Files.createDirectories(temporary.resolve("outside"));
    Files.write(outside.resolve("o.png"), PhotoFolder.picture(1));
    folder.write("sub/a.png", PhotoFolder.picture(2));
    Files.createSymbolicLink(folder.photos().resolve("sub/up"), folder.photos());
    Files.createSymbolicLink(folder.photos().resolve("sub/self"), Path.of("self"));
    Files.createSymbolicLink(folder.photos().resolve("link1"), outside);
    Files.createSymbolicLink(folder.photos().resolve("link2"), outside);
    Files.createSymbolicLink(outside.resolve("back"), folder.photos());

    IndexReport report = folder.index();

    assertThat(report.added()).isEqualTo(2);
    assertThat(folder.indexed().keySet())
        .containsExactly(
            folder.photos().resolve("link1/o.png"), folder.photos().resolve("sub/a.png"));
  }

  @Test
  void names_that_differ_in_case_only_are_two_files_and_a_renamed_one_is_a_move()
      throws IOException {
    Path small = folder.write("img.png", PhotoFolder.picture(1));
    Path large = folder.photos().resolve("IMG.PNG");
    assumeFalse(Files.exists(large), "this file system does not tell them apart");
    folder.write("IMG.PNG", PhotoFolder.picture(2));

    assertThat(folder.index().added()).isEqualTo(2);
    assertThat(folder.index().unchanged()).isEqualTo(2);
    Files.delete(large);
    Files.move(small, large);
    IndexReport renamed = folder.index();

    assertThat(renamed.embedded()).isZero();
    assertThat(folder.indexed().keySet()).containsExactly(large);
  }

  @Test
  void two_roots_one_inside_the_other_index_each_file_once() throws IOException {
    folder.write("a.png", PhotoFolder.picture(1));
    folder.write("inner/b.png", PhotoFolder.picture(2));
    var roots =
        List.of(
            new LibraryRoot(folder.photos(), List.of()),
            new LibraryRoot(folder.photos().resolve("inner"), List.of()));

    IndexReport first =
        PhotoFolder.indexer(PhotoFolder.settings())
            .run(folder.library(), roots, new IndexProgress());
    IndexReport second = folder.index();

    assertThat(first.added()).isEqualTo(2);
    assertThat(second.unchanged()).isEqualTo(2);
  }

  @Test
  void a_run_that_is_stopped_keeps_what_is_done_and_removes_nothing() throws IOException {
    folder.write("a.png", PhotoFolder.picture(1));
    folder.index();
    Files.delete(folder.photos().resolve("a.png"));
    folder.write("b.png", PhotoFolder.picture(2));
    var progress = new IndexProgress();
    progress.stop();

    IndexReport report =
        PhotoFolder.indexer(PhotoFolder.settings()).run(folder.library(), List.of(), progress);

    assertThat(report.complete()).isFalse();
    assertThat(report.removed()).isZero();
    assertThat(folder.indexed()).hasSize(1);
  }

  @Test
  void a_library_of_another_model_is_refused_and_stays_as_it_is() throws IOException {
    folder.write("a.png", PhotoFolder.picture(1));
    var other = new LibraryModel("other", "0123", "4567", 256, "nowhere");
    LibraryWriter.open(folder.library(), other).close();

    assertThatThrownBy(folder::index)
        .isInstanceOf(LibraryException.class)
        .hasMessageContaining("was made with model 'other'")
        .hasMessageContaining("--model other");
    assertThat(folder.indexed()).isEmpty();
  }

  @Test
  void a_library_that_somebody_writes_to_is_refused() throws IOException {
    folder.write("a.png", PhotoFolder.picture(1));
    folder.index();
    LibraryModel model;
    try (var reader = LibraryReader.open(folder.library())) {
      model = reader.state().model();
    }

    try (var _ = LibraryWriter.open(folder.library(), model)) {
      assertThatThrownBy(folder::index)
          .isInstanceOf(LibraryException.class)
          .hasMessageContaining("Another program is writing");
    }
    assertThat(folder.index().unchanged()).isEqualTo(1);
  }

  @Test
  void the_report_counts_the_time_of_every_stage() throws IOException {
    folder.write("a.png", PhotoFolder.picture(1));

    IndexReport report = folder.index();

    assertThat(report.stages().decode()).isPositive();
    assertThat(report.stages().encode()).isPositive();
    assertThat(report.stages().write()).isPositive();
    assertThat(report.imagesPerSecond()).isPositive();
  }

  @Test
  void other_files_are_counted_and_not_set_aside() throws IOException {
    folder.write("film.mp4", "film".getBytes(StandardCharsets.UTF_8));
    folder.write("notes.txt", "notes".getBytes(StandardCharsets.UTF_8));

    IndexReport report = folder.index();

    assertThat(report.otherFiles()).isEqualTo(2);
    assertThat(report.skipped()).isEmpty();
    assertThat(folder.indexed()).isEqualTo(Map.of());
  }
}
