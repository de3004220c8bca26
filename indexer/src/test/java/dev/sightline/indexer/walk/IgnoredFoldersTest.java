package dev.sightline.indexer.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.indexer.PhotoFolder;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexReport;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.lucene.LibraryReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Folders that other programs use internally.
class IgnoredFoldersTest {
  private static final List<String> IGNORED =
      List.of(
          "@eaDir/a.jpg",
          "#recycle",
          "#snapshot/GMT+01",
          "@Recycle",
          "@Recently-Snapshot",
          "@__thumb",
          "Recycle Bin",
          "$RECYCLE.BIN",
          "System Volume Information",
          "lost+found",
          "Trash",
          "__MACOSX",
          ".stversions",
          ".sync/Archive",
          ".dtrash/files",
          ".thumbnails",
          "Catalog Previews.lrdata/A",
          "Photos Library.photoslibrary/resources/derivatives/A",
          "Photos Library.photoslibrary/resources/derivatives/masters/A",
          "Photos Library.photoslibrary/scopes/cloudsharing",
          "Photos Library.photoslibrary/private/com.apple",
          "Old.photolibrary/Thumbnails/2010",
          "Old.migratedphotolibrary/Previews/2010",
          "Old.aplibrary/Thumbnails",
          "iPhoto Library/Thumbnails/2010",
          "iPhoto Library/Data.noindex/2010");

  private static final List<String> ENTERED =
      List.of(
          "thumbs",
          "Photos Library.photoslibrary/originals/A",
          "Other.photoslibrary/Masters/2012",
          "Old.photolibrary/Masters/2010",
          "Old.photolibrary/Modified/2010",
          "iPhoto Library/Originals/2008",
          "iPhoto Library/2005/03",
          "resources/scopes",
          "Thumbnails");

  @TempDir private Path temporary;
  private PhotoFolder folder;

  @BeforeEach
  void makeAFolder() throws IOException {
    folder = new PhotoFolder(temporary);
    int number = 0;
    for (String name : IGNORED) {
      folder.write(name + "/p.png", PhotoFolder.image(number++));
    }
    for (String name : ENTERED) {
      folder.write(name + "/p.png", PhotoFolder.image(number++));
    }
    folder.write("nomedia/.nomedia", new byte[0]);
    folder.write("nomedia/n.png", PhotoFolder.image(number++));
    folder.write("nomedia/below/n.png", PhotoFolder.image(number++));
  }

  private List<String> indexed() {
    return folder.indexed().keySet().stream()
        .map(it -> folder.photos().relativize(it).toString().replace('\\', '/'))
        .toList();
  }

  private IndexReport index(boolean all) {
    return folder.index(PhotoFolder.settings().withAllFolders(all), List.of());
  }

  @Test
  void they_are_not_entered_and_originals_in_other_programs_libraries_are() {
    folder.index();

    assertThat(indexed())
        .containsExactlyInAnyOrderElementsOf(ENTERED.stream().map(it -> it + "/p.png").toList());
  }

  @Test
  void a_switch_that_the_root_remembers_enters_them_but_no_hidden_ones() {
    index(true);

    assertThat(indexed()).contains("@eaDir/a.jpg/p.png", "nomedia/n.png", "nomedia/below/n.png");
    assertThat(indexed()).noneMatch(it -> it.startsWith("."));
    assertThat(folder.index().removed()).isZero();
    try (var reader = LibraryReader.open(folder.library())) {
      assertThat(reader.state().roots())
          .containsExactly(new LibraryRoot(folder.photos(), List.of(), true));
    }
  }

  @Test
  void photos_that_were_indexed_before_leave_at_once_however_many() {
    index(true);
    long before = indexed().size();

    IndexReport report = index(false);

    assertThat(report.removed()).isEqualTo(before - ENTERED.size());
    assertThat(report.kept()).isEmpty();
    assertThat(indexed()).hasSize(ENTERED.size());
  }

  @Test
  void a_root_that_is_named_is_entered_whatever_it_is_called() throws IOException {
    var roots =
        List.of(
            new LibraryRoot(folder.photos().resolve("Trash"), List.of()),
            new LibraryRoot(folder.photos().resolve("nomedia"), List.of()));

    PhotoFolder.indexer(PhotoFolder.settings()).run(folder.library(), roots, new IndexProgress());

    assertThat(indexed()).containsExactly("Trash/p.png", "nomedia/below/n.png", "nomedia/n.png");
  }

  @Test
  void a_nomedia_file_counts_in_a_run_over_a_part_too() throws IOException {
    folder.index();
    folder.write("Thumbnails/.nomedia", new byte[0]);
    RunScope scope =
        RunScope.of(
            Set.of(folder.photos().resolve("Thumbnails"), folder.photos().resolve("nomedia/below")),
            Set.of());

    assertThat(folder.indexPart(PhotoFolder.settings(), scope).report().removed()).isEqualTo(1);
    assertThat(indexed()).doesNotContain("Thumbnails/p.png", "nomedia/below/n.png");
    Files.delete(folder.photos().resolve("nomedia/.nomedia"));
    Path photo = folder.photos().resolve("nomedia/below/n.png");
    Files.setLastModifiedTime(photo, FileTime.fromMillis(1_000_000)); // not being written just now
    assertThat(folder.indexPart(PhotoFolder.settings(), scope).report().added()).isEqualTo(1);
  }
}
