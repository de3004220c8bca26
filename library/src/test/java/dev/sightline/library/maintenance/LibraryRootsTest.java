package dev.sightline.library.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.library.Examples;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.image.FileStamp;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.image.StoredPath;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.lucene.LibraryWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Removing and moving roots.
class LibraryRootsTest {
  @TempDir private Path temporary;
  private Path folder;

  @BeforeEach
  void chooseAFolder() {
    folder = temporary.resolve("library");
  }

  private void library(List<String> roots, IndexedImage... images) {
    try (var writer = LibraryWriter.open(folder, Examples.MODEL)) {
      for (IndexedImage image : images) {
        writer.put(image, Examples.vector(image.id().hashCode()));
      }
      writer.quarantine(Examples.quarantined("/a/bad.jpg"));
      writer.quarantine(Examples.quarantined("/b/bad.jpg"));
      writer.setState(
          writer
              .state()
              .withRoots(
                  roots.stream()
                      .map(it -> new LibraryRoot(StoredPath.read(it), List.of("*.tmp")))
                      .toList()));
      writer.commit();
    }
  }

  private List<String> paths(String id) {
    try (var reader = LibraryReader.open(folder)) {
      return reader.image(id).stream()
          .flatMap(image -> image.paths().stream())
          .map(Path::toString)
          .toList();
    }
  }

  private List<String> roots() {
    try (var reader = LibraryReader.open(folder)) {
      return reader.state().roots().stream().map(root -> root.folder().toString()).toList();
    }
  }

  private Stream<String> quarantined() {
    try (var reader = LibraryReader.open(folder)) {
      return reader.quarantined().stream().map(it -> it.file().path().toString());
    }
  }

  @Test
  void a_forgotten_root_takes_its_images_and_bad_files_along_and_no_others() {
    library(
        List.of("/a", "/b"),
        Examples.image("only-a", "/a/1.jpg"),
        Examples.image("both", "/a/2.jpg", "/b/2.jpg"),
        Examples.image("only-b", "/b/3.jpg"),
        Examples.image("alike", "/ab/4.jpg"));

    var outcome = LibraryRoots.forget(folder, Path.of("/a"));

    assertThat(outcome).contains(new LibraryRoots.Outcome(2, 1, 1));
    assertThat(Examples.ids(folder, "only-a", "both", "only-b", "alike"))
        .containsExactly("both", "only-b", "alike");
    assertThat(paths("both")).containsExactly("/b/2.jpg");
    assertThat(quarantined()).containsExactly("/b/bad.jpg");
    assertThat(roots()).containsExactly("/b");
  }

  @Test
  void an_image_that_changed_its_paths_keeps_its_vector() {
    library(List.of("/a", "/b"), Examples.image("both", "/a/2.jpg", "/b/2.jpg"));

    LibraryRoots.forget(folder, Path.of("/a"));

    try (var reader = LibraryReader.open(folder)) {
      assertThat(reader.stored("both").orElseThrow().vector())
          .isEqualTo(Examples.vector("both".hashCode()));
      assertThat(reader.size()).isEqualTo(1);
    }
  }

  @Test
  void what_also_lies_under_another_root_stays_when_a_root_around_it_is_forgotten() {
    library(
        List.of("/a", "/a/inner"),
        Examples.image("outer", "/a/1.jpg"),
        Examples.image("inner", "/a/inner/2.jpg"));

    LibraryRoots.forget(folder, Path.of("/a"));

    assertThat(Examples.ids(folder, "outer", "inner")).containsExactly("inner");
    assertThat(roots()).containsExactly("/a/inner");
  }

  @Test
  void a_folder_inside_a_root_is_not_forgotten_as_the_next_run_would_bring_it_back() {
    library(List.of("/a"), Examples.image("id", "/a/b/1.jpg"));

    assertThat(LibraryRoots.forget(folder, Path.of("/a/b"))).isEmpty();

    assertThat(Examples.ids(folder, "id")).containsExactly("id");
    assertThat(roots()).containsExactly("/a");
  }

  @Test
  void what_lies_under_no_root_is_forgotten_by_the_folder_it_lies_in() {
    library(
        List.of("/a", "/imported/root"),
        Examples.image("rooted", "/a/1.jpg"),
        Examples.image("imported", "/imported/2.jpg"),
        Examples.image("inner", "/imported/root/3.jpg"),
        Examples.image("windows", "C:\\Photos\\4.jpg"));

    assertThat(LibraryRoots.forget(folder, Path.of("/imported")))
        .contains(new LibraryRoots.Outcome(1, 1, 0));
    assertThat(LibraryRoots.forget(folder, StoredPath.read("C:\\Photos")))
        .contains(new LibraryRoots.Outcome(1, 1, 0));

    assertThat(Examples.ids(folder, "rooted", "imported", "inner", "windows"))
        .containsExactly("rooted", "inner");
    assertThat(roots()).containsExactly("/a", "/imported/root");
    assertThat(LibraryRoots.forget(folder, Path.of("/imported"))).isEmpty();
  }

  @Test
  void a_moved_root_gives_every_path_and_record_below_it_a_new_beginning() {
    library(
        List.of("/a", "/b"),
        Examples.image("one", "/a/x/1.jpg"),
        Examples.image("two", "/a/2.jpg", "/b/2.jpg"));

    var outcome = LibraryRoots.move(folder, Path.of("/a"), Path.of("/new/place"));

    assertThat(outcome).isEqualTo(new LibraryRoots.Outcome(2, 0, 1));
    assertThat(paths("one")).containsExactly("/new/place/x/1.jpg");
    assertThat(paths("two")).containsExactly("/b/2.jpg", "/new/place/2.jpg");
    assertThat(quarantined()).containsExactly("/b/bad.jpg", "/new/place/bad.jpg");
    assertThat(roots()).containsExactly("/new/place", "/b");
    try (var reader = LibraryReader.open(folder);
        var known = reader.knownFiles()) {
      assertThat(known.lookUp(Path.of("/a/2.jpg"))).isEmpty();
      assertThat(known.lookUp(Path.of("/new/place/2.jpg"))).isPresent();
      assertThat(reader.state().roots().getFirst().excludes()).containsExactly("*.tmp");
    }
  }

  @Test
  void a_library_of_windows_gets_the_paths_of_this_system() {
    library(
        List.of("C:\\Photos"),
        new IndexedImage(
            "id",
            List.of(new IndexedFile(StoredPath.read("C:\\Photos\\2020\\a.jpg"), 1, 2, "")),
            Examples.bareFacts()));
    assertThat(paths("id")).containsExactly("C:\\Photos\\2020\\a.jpg");

    LibraryRoots.move(folder, StoredPath.read("c:\\photos"), Path.of("/mnt/photos"));

    assertThat(paths("id")).containsExactly("/mnt/photos/2020/a.jpg");
    assertThat(roots()).containsExactly("/mnt/photos");
  }

  @Test
  void a_file_with_its_size_and_time_at_the_new_place_takes_the_key_of_that_place()
      throws IOException {
    Path there = Files.createDirectories(temporary.resolve("there"));
    Path same = Files.writeString(there.resolve("same.jpg"), "1234");
    Path other = Files.writeString(there.resolve("other.jpg"), "12345");
    var now = FileStamp.of(same).orElseThrow();
    library(
        List.of("/a"),
        image("same", "/a/same.jpg", 4, now.modifiedMillis()),
        image("other", "/a/other.jpg", 4, now.modifiedMillis()));

    LibraryRoots.move(folder, Path.of("/a"), there);

    try (var reader = LibraryReader.open(folder)) {
      assertThat(reader.imageAt(same).orElseThrow().files()).containsExactly(now);
      assertThat(reader.imageAt(other).orElseThrow().files().getFirst().fileKey())
          .isEqualTo("old key");
    }
  }

  private static IndexedImage image(String id, String path, long bytes, long modified) {
    return new IndexedImage(
        id,
        List.of(new IndexedFile(Path.of(path), bytes, modified, "old key")),
        Examples.bareFacts());
  }

  @Test
  void a_root_is_not_moved_into_another_one() {
    library(List.of("/a", "/b"), Examples.image("id", "/a/1.jpg"));

    assertThatThrownBy(() -> LibraryRoots.move(folder, Path.of("/a"), Path.of("/b/in")))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(LibraryRoots.conflictingRoot(rootsOf("/a", "/b"), Path.of("/a"), Path.of("/b/in")))
        .contains(Path.of("/b"));
    assertThat(LibraryRoots.conflictingRoot(rootsOf("/a", "/b"), Path.of("/a"), Path.of("/")))
        .contains(Path.of("/b"));
    assertThat(LibraryRoots.conflictingRoot(rootsOf("/a", "/b"), Path.of("/a"), Path.of("/a/in")))
        .isEmpty();
    assertThat(paths("id")).containsExactly("/a/1.jpg");
  }

  private static List<LibraryRoot> rootsOf(String... folders) {
    return Stream.of(folders).map(it -> new LibraryRoot(Path.of(it), List.of())).toList();
  }
}
