package dev.sightline.library.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.library.Examples;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.image.QuarantinedFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Queries of a library, and when a reader sees a change.
class LibraryReaderTest {
  @TempDir private Path temporary;
  private Path folder;
  private LibraryWriter writer;
  private LibraryReader reader;

  @BeforeEach
  void openALibrary() {
    folder = temporary.resolve("library");
    writer = LibraryWriter.open(folder, Examples.MODEL);
    reader = LibraryReader.open(folder);
  }

  @AfterEach
  void close() {
    reader.close();
    writer.close();
  }

  @Test
  void a_new_library_is_empty_and_answers_everything_with_nothing() {
    assertThat(reader.size()).isZero();
    assertThat(reader.image("id")).isEmpty();
    assertThat(reader.stored("id")).isEmpty();
    assertThat(reader.contains("id")).isFalse();
    assertThat(reader.imageAt(Path.of("/a.jpg"))).isEmpty();
    assertThat(reader.quarantined()).isEmpty();
    assertThat(reader.folder()).isEqualTo(folder);
    assertThat(reader.thumbnailFolder()).isEqualTo(folder.resolve("thumbnails"));
  }

  @Test
  void images_are_found_by_id_and_by_path_in_whatever_segment_they_lie() {
    for (int i = 0; i < 3; i++) {
      writer.put(Examples.image("id" + i, "/" + i + ".jpg"), Examples.vector(i));
      commit();
    }

    assertThat(reader.statistics().segments()).isGreaterThan(1);
    assertThat(reader.size()).isEqualTo(3);
    for (int i = 0; i < 3; i++) {
      IndexedImage image = Examples.image("id" + i, "/" + i + ".jpg");
      assertThat(reader.contains("id" + i)).isTrue();
      assertThat(reader.image("id" + i)).contains(image);
      assertThat(reader.imageAt(Path.of("/" + i + ".jpg"))).contains(image);
      assertThat(reader.stored("id" + i).orElseThrow().vector())
          .containsExactly(Examples.vector(i));
    }
  }

  @Test
  void putting_an_id_again_replaces_the_image() {
    writer.put(Examples.image("id", "/old.jpg"), Examples.vector(1));
    commit();
    writer.put(Examples.image("id", "/new.jpg"), Examples.vector(2));
    commit();

    assertThat(reader.size()).isEqualTo(1);
    assertThat(reader.image("id")).contains(Examples.image("id", "/new.jpg"));
    assertThat(reader.imageAt(Path.of("/old.jpg"))).isEmpty();
    assertThat(reader.stored("id").orElseThrow().vector()).containsExactly(Examples.vector(2));
  }

  @Test
  void a_removed_image_is_no_longer_found_in_any_way() {
    writer.put(Examples.image("gone", "/gone.jpg"), Examples.vector(1));
    writer.put(Examples.image("kept", "/kept.jpg"), Examples.vector(2));
    commit();

    writer.remove("gone");
    writer.remove("never there");
    commit();

    assertThat(reader.size()).isEqualTo(1);
    assertThat(reader.contains("gone")).isFalse();
    assertThat(reader.image("gone")).isEmpty();
    assertThat(reader.stored("gone")).isEmpty();
    assertThat(reader.imageAt(Path.of("/gone.jpg"))).isEmpty();
    assertThat(reader.contains("kept")).isTrue();
  }

  @Test
  void quarantined_files_are_listed_in_order_of_path_and_are_no_images() {
    writer.quarantine(Examples.quarantined("/b.jpg"));
    commit();
    writer.put(Examples.image("id", "/c.jpg"), Examples.vector(1));
    writer.quarantine(Examples.quarantined("/a.jpg"));
    commit();

    assertThat(reader.quarantined())
        .containsExactly(Examples.quarantined("/a.jpg"), Examples.quarantined("/b.jpg"));
    assertThat(reader.size()).isEqualTo(1);
    assertThat(reader.imageAt(Path.of("/a.jpg"))).isEmpty();
  }

  @Test
  void quarantining_a_file_again_replaces_its_record() {
    var file = Examples.file("/a.jpg");
    writer.quarantine(
        new QuarantinedFile(file, "TRUNCATED", "Cut short.", 17, "0.1.0", Optional.empty()));
    commit();
    var renewed =
        new QuarantinedFile(
            file, "EMPTY", "The file is empty.", 18, "0.2.0", Optional.of("HEIC: none"));
    writer.quarantine(renewed);
    commit();

    assertThat(reader.quarantined()).containsExactly(renewed);
  }

  @Test
  void a_released_file_is_no_longer_quarantined() {
    writer.quarantine(Examples.quarantined("/a.jpg"));
    writer.quarantine(Examples.quarantined("/b.jpg"));
    commit();
    writer.release(Path.of("/a.jpg"));
    writer.release(Path.of("/never.jpg"));
    commit();

    assertThat(reader.quarantined()).containsExactly(Examples.quarantined("/b.jpg"));
  }

  @Test
  void nothing_is_visible_before_the_commit() {
    writer.put(Examples.image("id", "/a.jpg"), Examples.vector(1));
    writer.quarantine(Examples.quarantined("/b.jpg"));
    writer.setState(writer.state().withLastRun(5));
    reader.refresh();

    assertThat(writer.hasUncommittedChanges()).isTrue();
    assertThat(reader.size()).isZero();
    assertThat(reader.quarantined()).isEmpty();
    assertThat(reader.state().lastRunMillis()).isEmpty();
    assertThat(Examples.ids(folder, "id")).isEmpty();
  }

  @Test
  void a_reader_stays_on_its_commit_until_it_is_refreshed() {
    writer.put(Examples.image("old", "/old.jpg"), Examples.vector(1));
    commit();
    long token = reader.commitToken();

    writer.remove("old");
    writer.put(Examples.image("new", "/new.jpg"), Examples.vector(2));
    writer.commit();

    assertThat(writer.hasUncommittedChanges()).isFalse();
    assertThat(reader.contains("old")).isTrue();
    assertThat(reader.contains("new")).isFalse();
    assertThat(reader.commitToken()).isEqualTo(token);

    reader.refresh();

    assertThat(reader.contains("old")).isFalse();
    assertThat(reader.contains("new")).isTrue();
    assertThat(reader.commitToken()).isNotEqualTo(token);
  }

  @Test
  void every_thread_that_has_refreshed_sees_the_newest_commit() throws Exception {
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (int round = 0; round < 25; round++) {
        String id = "id" + round;
        writer.put(Examples.image(id, "/" + id), Examples.vector(round));
        writer.commit();
        Callable<Boolean> refreshAndLook =
            () -> {
              reader.refresh();
              return reader.contains(id);
            };
        var seen = new ArrayList<Boolean>();
        for (var answer : threads.invokeAll(java.util.Collections.nCopies(8, refreshAndLook))) {
          seen.add(answer.get());
        }
        assertThat(seen).as(id).doesNotContain(false);
      }
    }
  }

  @Test
  void files_known_are_those_of_the_commit_the_reader_stands_on() {
    writer.put(Examples.image("id", "/a.jpg"), Examples.vector(1));
    writer.commit();

    try (var known = reader.knownFiles()) {
      assertThat(known.lookUp(Path.of("/a.jpg"))).isEmpty();
    }
    reader.refresh();
    try (var known = reader.knownFiles()) {
      assertThat(known.lookUp(Path.of("/a.jpg"))).isPresent();
    }
  }

  @Test
  void closing_known_files_twice_does_not_disturb_the_reader() {
    var known = reader.knownFiles();
    known.close();
    known.close();

    assertThat(reader.size()).isZero();
  }

  @Test
  void statistics_count_what_lies_on_the_disk() throws Exception {
    for (int i = 0; i < 10; i++) {
      writer.put(Examples.image("id" + i, "/" + i), Examples.vector(i));
    }
    commit();
    writer.remove("id1"); // one of ten: Lucene does not merge for so little
    commit();

    var statistics = reader.statistics();

    assertThat(statistics.segments()).isEqualTo(1);
    assertThat(statistics.deleted()).isEqualTo(1);
    assertThat(statistics.bytes()).isPositive().isLessThanOrEqualTo(bytesOf(folder));
  }

  @Test
  void what_was_not_committed_is_dropped_and_what_was_committed_stays() {
    writer.put(Examples.image("committed", "/a.jpg"), Examples.vector(1));
    writer.setState(writer.state().withLastRun(5));
    commit();
    writer.remove("committed");
    writer.put(Examples.image("dropped", "/b.jpg"), Examples.vector(2));
    writer.setState(writer.state().withLastRun(6));

    writer.close();

    assertThat(Examples.ids(folder, "committed", "dropped")).containsExactly("committed");
    try (var again = LibraryWriter.open(folder, Examples.MODEL)) {
      assertThat(again.state().lastRunMillis()).hasValue(5);
    }
  }

  private void commit() {
    writer.commit();
    reader.refresh();
  }

  private static long bytesOf(Path folder) throws Exception {
    try (var files = Files.walk(folder)) {
      List<Path> all = files.filter(Files::isRegularFile).toList();
      long bytes = 0;
      for (Path file : all) {
        bytes += Files.size(file);
      }
      return bytes;
    }
  }
}
