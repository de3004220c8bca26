package dev.sightline.indexer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.indexer.PhotoFolder;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexReport;
import dev.sightline.library.LibraryException;
import dev.sightline.library.LibraryModel;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.lucene.LibraryWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A dry run reports what a run would do, and changes nothing.
class DryRunTest {
  @TempDir private Path temporary;
  private PhotoFolder folder;

  @BeforeEach
  void makeAFolder() throws IOException {
    folder = new PhotoFolder(temporary);
  }

  private IndexReport dryRun() {
    return PhotoFolder.indexer(PhotoFolder.settings())
        .dryRun(
            folder.library(),
            List.of(new LibraryRoot(folder.photos(), List.of())),
            new IndexProgress());
  }

  @Test
  void without_a_library_everything_is_new_and_no_library_is_made() throws IOException {
    folder.write("a.png", PhotoFolder.image(1));
    folder.write("film.mp4", new byte[1]);

    IndexReport report = dryRun();

    assertThat(report.added()).isEqualTo(1);
    assertThat(report.otherFiles()).isEqualTo(1);
    assertThat(report.embedded()).isZero();
    assertThat(folder.library()).doesNotExist();
  }

  @Test
  void what_it_says_is_what_the_run_then_does() throws IOException {
    for (int i = 0; i < 6; i++) {
      folder.write("%d.png".formatted(i), PhotoFolder.image(i));
    }
    folder.write("bad.png", new byte[] {1});
    folder.index();
    Files.setLastModifiedTime(folder.photos().resolve("0.png"), FileTime.fromMillis(1_000_000));
    folder.write("1.png", PhotoFolder.image(100));
    Files.setLastModifiedTime(folder.photos().resolve("1.png"), FileTime.fromMillis(1_000_000));
    Files.createDirectories(folder.photos().resolve("sub"));
    Files.move(folder.photos().resolve("2.png"), folder.photos().resolve("sub/2.png"));
    Files.delete(folder.photos().resolve("3.png"));
    Files.copy(folder.photos().resolve("4.png"), folder.photos().resolve("copy.png"));
    folder.write("new.png", PhotoFolder.image(200));
    folder.write("new-too.png", PhotoFolder.image(200));
    var before = commit();

    IndexReport said = dryRun();

    assertThat(commit()).isEqualTo(before);
    IndexReport done = folder.index();
    assertThat(said.added()).isEqualTo(done.added()).isEqualTo(3);
    assertThat(said.changed()).isEqualTo(done.changed()).isEqualTo(1);
    assertThat(said.moved()).isEqualTo(done.moved()).isEqualTo(1);
    assertThat(said.removed()).isEqualTo(done.removed()).isEqualTo(1);
    assertThat(said.unchanged()).isEqualTo(done.unchanged()).isEqualTo(3);
    assertThat(said.skipped()).isEqualTo(done.skipped()).hasSize(1);
  }

  private long commit() {
    try (var reader = LibraryReader.open(folder.library())) {
      return reader.commitToken();
    }
  }

  @Test
  void a_root_that_is_not_there_loses_nothing() throws IOException {
    folder.write("a.png", PhotoFolder.image(1));
    folder.index();
    Files.move(folder.photos(), temporary.resolve("unmounted"));

    IndexReport report = dryRun();

    assertThat(report.missingRoots()).containsExactly(folder.photos());
    assertThat(report.removed()).isZero();
  }

  @Test
  void a_library_that_somebody_writes_to_can_be_looked_at() throws IOException {
    folder.write("a.png", PhotoFolder.image(1));
    folder.index();
    LibraryModel model;
    try (var reader = LibraryReader.open(folder.library())) {
      model = reader.state().model();
    }

    try (var _ = LibraryWriter.open(folder.library(), model)) {
      assertThat(dryRun().unchanged()).isEqualTo(1);
    }
  }

  @Test
  void a_library_of_another_model_is_refused_as_the_run_would_be() throws IOException {
    folder.write("a.png", PhotoFolder.image(1));
    var other = new LibraryModel("other", "0123", "4567", 256, "nowhere");
    LibraryWriter.open(folder.library(), other).close();

    assertThatThrownBy(this::dryRun)
        .isInstanceOf(LibraryException.class)
        .hasMessageContaining("was made with model 'other'");
  }
}
