package dev.sightline.library.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sightline.library.Examples;
import dev.sightline.library.LibraryException;
import dev.sightline.library.LibraryException.Reason;
import dev.sightline.library.lucene.LibraryFolder;
import dev.sightline.library.lucene.LibraryWriter;
import dev.sightline.library.lucene.ThumbnailFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A library is deleted completely; other files in its folder stay.
class LibraryDeletionTest {
  @TempDir private Path temporary;
  private Path folder;

  @BeforeEach
  void makeALibrary() throws IOException {
    folder = temporary.resolve("library");
    try (var writer = LibraryWriter.open(folder, Examples.MODEL)) {
      for (int i = 0; i < 4; i++) {
        writer.put(Examples.image("id" + i, "/" + i), Examples.vector(i));
        writer.commit();
      }
      writer.remove("id3");
      writer.commit();
    }
    new ThumbnailFolder(LibraryFolder.thumbnails(folder)).write("abcd", new byte[] {1});
  }

  private LibraryException refusal() {
    return catchThrowableOfType(LibraryException.class, () -> LibraryDeletion.delete(folder));
  }

  @Test
  void nothing_is_left_of_a_library() {
    var outcome = LibraryDeletion.delete(folder);

    assertThat(folder).doesNotExist();
    assertThat(outcome.left()).isEmpty();
    assertThat(outcome.bytes()).isGreaterThan(1000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "letter.txt",
        "index/holiday.jpg",
        "index/_1.jpg",
        "thumbnails/me.jpg",
        "thumbnails/ab/me.png"
      })
  void somebodys_files_stay_and_are_named(String stranger) throws IOException {
    Path file = folder.resolve(stranger);
    Files.writeString(file, "mine");

    var outcome = LibraryDeletion.delete(folder);

    assertThat(file).hasContent("mine");
    assertThat(outcome.left()).hasSize(1);
    assertThat(file).startsWith(outcome.left().getFirst());
    assertThat(refusal().reason()).isEqualTo(Reason.ABSENT);
  }

  @Test
  void a_damaged_library_can_be_deleted() throws IOException {
    try (var files = Files.list(LibraryFolder.index(folder))) {
      for (Path file : files.filter(it -> it.toString().contains("segments_")).toList()) {
        Files.write(file, new byte[3]);
      }
    }

    LibraryDeletion.delete(folder);

    assertThat(folder).doesNotExist();
  }

  @Test
  void a_library_that_is_being_written_stays() {
    try (var _ = LibraryWriter.open(folder, Examples.MODEL)) {
      assertThat(refusal().reason()).isEqualTo(Reason.HELD);
    }
    assertThat(Examples.ids(folder, "id1")).containsExactly("id1");
  }

  @Test
  void a_folder_of_photos_and_another_programs_index_are_not_deleted() throws IOException {
    folder = temporary.resolve("photos");
    Path photo = Files.createDirectories(folder.resolve("index")).resolve("_1.jpg");
    Files.writeString(photo, "mine");
    assertThat(refusal().reason()).isEqualTo(Reason.ABSENT);
    assertThat(photo).hasContent("mine");

    folder = temporary.resolve("other");
    try (var directory = FSDirectory.open(folder.resolve("index"));
        var writer = new IndexWriter(directory, new IndexWriterConfig())) {
      writer.addDocument(new Document());
    }
    assertThat(refusal().reason()).isEqualTo(Reason.NOT_A_LIBRARY);
  }
}
