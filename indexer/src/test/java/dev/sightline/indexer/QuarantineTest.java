package dev.sightline.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.indexer.report.IndexReport;
import dev.sightline.indexer.report.IndexSettings;
import dev.sightline.indexer.report.SkippedFile;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.testkit.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When files enter and leave quarantine.
class QuarantineTest {
  @TempDir private Path temporary;
  private PhotoFolder folder;

  @BeforeEach
  void createFolder() throws IOException {
    folder = new PhotoFolder(temporary);
  }

  @Test
  void every_sound_golden_is_indexed_and_every_broken_one_is_quarantined() throws IOException {
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
  void a_bad_file_that_is_mended_comes_in_and_leaves_quarantine() throws IOException {
    byte[] whole = PhotoFolder.image(1);
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
    byte[] whole = PhotoFolder.image(1);
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
  void copies_of_a_bad_file_are_all_quarantined() throws IOException {
    byte[] half = Arrays.copyOf(PhotoFolder.image(1), 60);
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
}
