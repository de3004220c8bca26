package dev.sightline.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexReport;
import dev.sightline.indexer.report.SkippedFile;
import dev.sightline.library.LibraryException;
import dev.sightline.library.LibraryModel;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.lucene.LibraryWriter;
import dev.sightline.testkit.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What one run does with a folder, and what it reports.
class IndexerTest {
  @TempDir private Path temporary;
  private PhotoFolder folder;

  @BeforeEach
  void createFolder() throws IOException {
    folder = new PhotoFolder(temporary);
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
    folder.write("a.png", PhotoFolder.image(1));
    folder.write("sub/b.png", PhotoFolder.image(2));
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
    byte[] bytes = PhotoFolder.image(1);
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
    Path file = folder.write("a.png", PhotoFolder.image(1));
    folder.index();
    String before = folder.indexed().get(file);
    folder.write("a.png", PhotoFolder.image(2));
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));

    IndexReport report = folder.index();

    assertThat(report.changed()).isEqualTo(1);
    assertThat(report.embedded()).isEqualTo(1);
    assertThat(folder.indexed()).hasSize(1).doesNotContainValue(before);
  }

  @Test
  void a_new_time_alone_reads_the_file_and_embeds_nothing() throws IOException {
    Path file = folder.write("a.png", PhotoFolder.image(1));
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
  void an_empty_folder_makes_an_empty_library() {
    IndexReport report = folder.index();

    assertThat(report.added()).isZero();
    assertThat(report.complete()).isTrue();
    assertThat(folder.indexed()).isEmpty();
  }

  @Test
  void a_run_that_is_stopped_keeps_what_is_done_and_removes_nothing() throws IOException {
    folder.write("a.png", PhotoFolder.image(1));
    folder.index();
    Files.delete(folder.photos().resolve("a.png"));
    folder.write("b.png", PhotoFolder.image(2));
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
    folder.write("a.png", PhotoFolder.image(1));
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
    folder.write("a.png", PhotoFolder.image(1));
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
    folder.write("a.png", PhotoFolder.image(1));

    IndexReport report = folder.index();

    assertThat(report.stages().decode()).isPositive();
    assertThat(report.stages().encode()).isPositive();
    assertThat(report.stages().write()).isPositive();
    assertThat(report.imagesPerSecond()).isPositive();
  }
}
