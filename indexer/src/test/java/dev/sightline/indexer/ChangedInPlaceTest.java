package dev.sightline.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexReport;
import dev.sightline.indexer.run.RecentRemovals;
import dev.sightline.indexer.walk.RunScope;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.lucene.FolderLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Changes that keep a file's size, modification time and inode, as `exiftool -P
/// -overwrite_original_in_place` makes them: only the change time tells.
@EnabledOnOs({OS.LINUX, OS.MAC})
class ChangedInPlaceTest {
  private static final byte[] BEFORE = PhotoFolder.plain(0x112233);
  private static final byte[] AFTER = PhotoFolder.plain(0x332211);

  @TempDir private Path temporary;
  private PhotoFolder folder;
  private Path file;

  @BeforeEach
  void indexOnePhoto() throws IOException {
    folder = new PhotoFolder(temporary);
    file = folder.write("a.png", BEFORE);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
    folder.index();
  }

  private IndexedFile record() {
    return folder.images().getFirst().files().getFirst();
  }

  private void waitForTheFileSystemClock() throws IOException {
    Path other = temporary.resolve("clock");
    do {
      Files.write(other, new byte[] {1});
    } while (changeTime(other) <= changeTime(file));
  }

  private static long changeTime(Path path) throws IOException {
    return ((FileTime) Files.getAttribute(path, "unix:ctime")).toMillis();
  }

  @Test
  void bytes_of_the_same_size_and_time_are_noticed_by_the_change_time() throws IOException {
    assertThat(AFTER).hasSameSizeAs(BEFORE);
    String id = folder.indexed().get(file);
    waitForTheFileSystemClock();
    Files.write(file, AFTER);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));

    IndexReport report = folder.index();

    assertThat(report.changed()).isEqualTo(1);
    assertThat(folder.indexed().get(file)).isNotEqualTo(id);
    assertThat(folder.index().unchanged()).isEqualTo(1);
  }

  @Test
  void other_permissions_cost_a_hash_once_and_no_embedding() throws IOException {
    waitForTheFileSystemClock();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

    IndexReport report = folder.index();

    assertThat(report.unchanged()).isEqualTo(1);
    assertThat(report.embedded() + report.changed() + report.added()).isZero();
    assertThat(record().changeTimeMillis()).hasValue(changeTime(file));
    assertThat(report.refreshed()).isZero();
  }

  @Test
  void a_second_name_of_the_same_file_costs_no_embedding() throws IOException {
    waitForTheFileSystemClock();
    Files.createLink(folder.photos().resolve("b.png"), file);

    IndexReport report = folder.index();

    assertThat(report.embedded() + report.changed()).isZero();
    assertThat(report.added()).isEqualTo(1);
    assertThat(report.unchanged()).isEqualTo(1);
    assertThat(folder.images().getFirst().paths()).hasSize(2);
  }

  @Test
  void a_renamed_file_is_a_move_as_before() throws IOException {
    waitForTheFileSystemClock();
    Files.move(file, folder.photos().resolve("b.png"));

    IndexReport report = folder.index();

    assertThat(report.moved()).isEqualTo(1);
    assertThat(report.embedded() + report.removed() + report.added()).isZero();
  }

  @Test
  void a_part_of_a_watch_notices_it_too() throws IOException {
    waitForTheFileSystemClock();
    Files.write(file, AFTER);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
    try (var place = new FolderLocation(folder.library())) {
      var scope = RunScope.of(java.util.Set.of(file), java.util.Set.of());
      IndexReport report =
          PhotoFolder.indexer(PhotoFolder.settings())
              .runPart(place, scope, new IndexProgress(), RecentRemovals.none())
              .report();
      assertThat(report.changed()).isEqualTo(1);
    }
  }

  @Test
  void a_dry_run_tells_the_same() throws IOException {
    waitForTheFileSystemClock();
    Files.write(file, AFTER);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));

    IndexReport report =
        PhotoFolder.indexer(PhotoFolder.settings())
            .dryRun(folder.library(), java.util.List.of(), new IndexProgress());

    assertThat(report.changed()).isEqualTo(1);
  }
}
