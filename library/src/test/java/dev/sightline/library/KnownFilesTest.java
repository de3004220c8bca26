package dev.sightline.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.lucene.LibraryWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How an index run finds unchanged and missing files.
class KnownFilesTest {
  @TempDir private Path temporary;
  private LibraryWriter writer;

  @BeforeEach
  void openALibrary() {
    writer = LibraryWriter.open(temporary.resolve("library"), Examples.MODEL);
  }

  @AfterEach
  void close() {
    writer.close();
  }

  @Test
  void an_empty_library_knows_no_files() {
    try (var reader = committed();
        var known = reader.knownFiles()) {
      assertThat(known.lookUp(Path.of("/a.jpg"))).isEmpty();
      assertThat(unseen(known)).isEmpty();
    }
  }

  @Test
  void a_file_is_known_as_it_was_with_its_image() {
    writer.put(Examples.image("id", "/a.jpg", "/b.jpg"), Examples.vector(1));

    try (var reader = committed();
        var known = reader.knownFiles()) {
      assertThat(known.lookUp(Path.of("/b.jpg"))).contains(image("id", "/b.jpg"));
      assertThat(known.lookUp(Path.of("/c.jpg"))).isEmpty();
    }
  }

  @Test
  void a_file_that_was_quarantined_is_known_without_an_image() {
    writer.quarantine(Examples.quarantined("/a.jpg"));

    try (var reader = committed();
        var known = reader.knownFiles()) {
      assertThat(known.lookUp(Path.of("/a.jpg"))).contains(quarantined("/a.jpg"));
    }
  }

  @Test
  void a_file_that_is_both_is_given_as_the_image_and_seen_as_both() {
    writer.put(Examples.image("id", "/a.jpg"), Examples.vector(1));
    writer.commit();
    writer.quarantine(Examples.quarantined("/a.jpg"));

    try (var reader = committed();
        var known = reader.knownFiles()) {
      assertThat(unseen(known))
          .containsExactlyInAnyOrder(image("id", "/a.jpg"), quarantined("/a.jpg"));
      assertThat(known.lookUp(Path.of("/a.jpg"))).contains(image("id", "/a.jpg"));
      assertThat(unseen(known)).isEmpty();
    }
  }

  @Test
  void of_an_image_at_several_paths_only_the_one_that_is_gone_is_unseen() {
    writer.put(Examples.image("id", "/a.jpg", "/b.jpg", "/c.jpg"), Examples.vector(1));

    try (var reader = committed();
        var known = reader.knownFiles()) {
      known.lookUp(Path.of("/a.jpg"));
      known.lookUp(Path.of("/c.jpg"));

      assertThat(unseen(known)).containsExactly(image("id", "/b.jpg"));
    }
  }

  @Test
  void files_are_known_over_several_segments_and_removed_ones_are_not() {
    for (int segment = 0; segment < 3; segment++) {
      for (int i = 0; i < 10; i++) { // so few removals among them that Lucene does not merge
        writer.put(Examples.image("id" + segment + i, "/" + segment + i), Examples.vector(i));
        writer.quarantine(Examples.quarantined("/bad" + segment + i));
      }
      writer.commit();
    }
    writer.remove("id15");
    writer.release(Path.of("/bad25"));

    try (var reader = committed();
        var known = reader.knownFiles()) {
      assertThat(reader.statistics().segments()).isEqualTo(3);
      assertThat(reader.statistics().deleted()).isEqualTo(2);
      assertThat(known.lookUp(Path.of("/15"))).isEmpty();
      assertThat(known.lookUp(Path.of("/bad25"))).isEmpty();
      for (int i = 0; i < 10; i++) {
        known.lookUp(Path.of("/0" + i));
        known.lookUp(Path.of("/bad1" + i));
        known.lookUp(Path.of("/2" + i));
        known.lookUp(Path.of("/bad2" + i));
      }

      assertThat(unseen(known))
          .hasSize(19)
          .contains(image("id10", "/10"), image("id19", "/19"), quarantined("/bad00"))
          .doesNotContain(image("id15", "/15"));
    }
  }

  @Test
  void a_library_of_removed_images_only_knows_no_files() {
    writer.put(Examples.image("id", "/a.jpg"), Examples.vector(1));
    writer.commit();
    writer.remove("id");

    try (var reader = committed();
        var known = reader.knownFiles()) {
      assertThat(known.lookUp(Path.of("/a.jpg"))).isEmpty();
      assertThat(unseen(known)).isEmpty();
    }
  }

  @Test
  void commits_during_a_run_do_not_change_what_it_compares_with() {
    writer.put(Examples.image("id", "/a.jpg"), Examples.vector(1));

    try (var reader = committed();
        var known = reader.knownFiles()) {
      writer.remove("id");
      writer.put(Examples.image("other", "/b.jpg"), Examples.vector(2));
      writer.commit();
      reader.refresh();

      assertThat(reader.contains("id")).isFalse();
      assertThat(known.lookUp(Path.of("/b.jpg"))).isEmpty();
      assertThat(known.lookUp(Path.of("/a.jpg"))).contains(image("id", "/a.jpg"));
    }
  }

  @Test
  void an_image_is_held_as_long_as_nothing_about_its_file_has_changed() {
    IndexedFile file = Examples.file("/a.jpg");
    writer.put(Examples.image("other", "/b.jpg"), Examples.vector(2));
    writer.commit();
    writer.put(Examples.image("id", "/a.jpg"), Examples.vector(1));

    try (var reader = committed();
        var known = reader.knownFiles()) {
      assertThat(known.holds(new IndexedFile(file.path(), 7, file.modifiedMillis(), ""))).isFalse();
      assertThat(known.holds(Examples.file("/c.jpg"))).isFalse();
      assertThat(unseen(known)).hasSize(2);

      assertThat(known.holds(file)).isTrue();
      assertThat(known.holds(Examples.file("/b.jpg"))).isTrue();
      assertThat(known.holds(file)).as("asked backwards").isTrue();
      assertThat(unseen(known)).isEmpty();
    }
  }

  @Test
  void what_was_quarantined_or_lies_at_several_paths_is_left_to_be_looked_up() {
    writer.put(Examples.image("both", "/a.jpg"), Examples.vector(1));
    writer.quarantine(Examples.quarantined("/a.jpg"));
    writer.put(Examples.image("twice", "/b.jpg", "/c.jpg"), Examples.vector(2));

    try (var reader = committed();
        var known = reader.knownFiles()) {
      assertThat(known.holds(Examples.file("/a.jpg"))).isFalse();
      assertThat(known.holds(Examples.file("/b.jpg"))).isFalse();
      assertThat(unseen(known)).hasSize(4);
    }
  }

  @Test
  void what_lies_at_or_below_a_place_and_was_not_looked_up_is_found_by_its_path() {
    writer.put(Examples.image("one", "/p/a.jpg", "/p/a/b.jpg", "/p/q/c.jpg"), Examples.vector(1));
    writer.commit();
    writer.put(Examples.image("two", "/p/a/d.jpg", "/p/a b/e.jpg"), Examples.vector(2));
    writer.put(Examples.image("gone", "/p/a/f.jpg"), Examples.vector(3));
    writer.quarantine(Examples.quarantined("/p/a/bad.jpg"));
    writer.commit();
    writer.remove("gone");

    try (var reader = committed();
        var known = reader.knownFiles()) {
      known.lookUp(Path.of("/p/a/d.jpg"));

      assertThat(unseenAt(known, "/p/a", true))
          .containsExactlyInAnyOrder(image("one", "/p/a/b.jpg"), quarantined("/p/a/bad.jpg"));
      assertThat(unseenAt(known, "/p", false)).containsExactly(image("one", "/p/a.jpg"));
      assertThat(unseenAt(known, "/p/a.jpg", true)).containsExactly(image("one", "/p/a.jpg"));
      assertThat(unseenAt(known, "/p/a b", true)).containsExactly(image("two", "/p/a b/e.jpg"));
      assertThat(unseenAt(known, "/", true))
          .containsExactlyInAnyOrderElementsOf(unseen(known))
          .hasSize(5);
      assertThat(unseenAt(known, "/p/z", true)).isEmpty();
    }
  }

  private static List<KnownFiles.Known> unseenAt(KnownFiles known, String place, boolean deep) {
    var unseen = new ArrayList<KnownFiles.Known>();
    known.forEachUnseenAt(Path.of(place), deep, unseen::add);
    return unseen;
  }

  private LibraryReader committed() {
    writer.commit();
    return LibraryReader.open(temporary.resolve("library"));
  }

  private static List<KnownFiles.Known> unseen(KnownFiles known) {
    var unseen = new ArrayList<KnownFiles.Known>();
    known.forEachUnseen(unseen::add);
    return unseen;
  }

  private static KnownFiles.Known image(String id, String path) {
    return new KnownFiles.Known(Optional.of(id), Examples.file(path));
  }

  private static KnownFiles.Known quarantined(String path) {
    return new KnownFiles.Known(Optional.empty(), Examples.file(path));
  }
}
