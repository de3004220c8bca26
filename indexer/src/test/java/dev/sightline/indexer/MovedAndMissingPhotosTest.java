package dev.sightline.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexReport;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.image.StoredPath;
import dev.sightline.library.image.StoredVector;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.lucene.LibraryWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What a run does with photos that were moved, deleted, or are missing with their root.
class MovedAndMissingPhotosTest {
  @TempDir private Path temporary;
  private PhotoFolder folder;

  @BeforeEach
  void createFolder() throws IOException {
    folder = new PhotoFolder(temporary);
  }

  @Test
  void a_renamed_folder_is_a_move_and_embeds_nothing() throws IOException {
    folder.write("old/a.png", PhotoFolder.image(1));
    folder.write("old/b.png", PhotoFolder.image(2));
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
    Path first = folder.write("a.png", PhotoFolder.image(1));
    Path second = folder.write("b.png", PhotoFolder.image(2));
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
    Path gone = folder.write("a.png", PhotoFolder.image(1));
    Path stays = folder.write("b.png", PhotoFolder.image(2));
    folder.index();
    Files.delete(gone);

    IndexReport report = folder.index();

    assertThat(report.removed()).isEqualTo(1);
    assertThat(folder.indexed().keySet()).containsExactly(stays);
  }

  @Test
  void one_of_two_copies_that_goes_leaves_the_other() throws IOException {
    Path first = folder.write("a.png", PhotoFolder.image(1));
    Path second = folder.write("b.png", PhotoFolder.image(1));
    folder.index();
    Files.delete(first);

    IndexReport report = folder.index();

    assertThat(report.removed()).isEqualTo(1);
    assertThat(folder.indexed().keySet()).containsExactly(second);
  }

  @Test
  void a_root_that_is_not_there_keeps_its_photos() throws IOException {
    folder.write("a.png", PhotoFolder.image(1));
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
    folder.write("a.png", PhotoFolder.image(1));
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
    folder.write("a.png", PhotoFolder.image(1));
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
    Path file = folder.write("a.png", PhotoFolder.image(1));
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
}
