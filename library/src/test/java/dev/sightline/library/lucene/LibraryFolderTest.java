package dev.sightline.library.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sightline.library.Examples;
import dev.sightline.library.LibraryException;
import dev.sightline.library.LibraryException.Reason;
import dev.sightline.library.LibraryModel;
import dev.sightline.library.VectorStorage;
import dev.sightline.library.schema.VectorFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The errors for folders without a usable library; nothing in them is changed.
class LibraryFolderTest {
  @TempDir private Path temporary;
  private Path folder;

  @BeforeEach
  void chooseAFolder() {
    folder = temporary.resolve("folder");
  }

  @Test
  void a_folder_that_is_not_there_holds_no_library_to_read() {
    var refusal = readingFails();

    assertThat(refusal.reason()).isEqualTo(Reason.ABSENT);
    assertThat(refusal)
        .hasMessage(
            "There is no library in %s. Make one with: sightline index FOLDER --library %s"
                .formatted(folder, folder));
    assertThat(folder).doesNotExist();
  }

  @Test
  void an_empty_folder_holds_no_library_to_read_and_takes_a_new_one() throws Exception {
    Files.createDirectory(folder);

    assertThat(readingFails().reason()).isEqualTo(Reason.ABSENT);
    assertThat(folder).isEmptyDirectory();

    Examples.library(folder, Examples.image("id", "/a.jpg"));
    assertThat(Examples.ids(folder, "id")).containsExactly("id");
  }

  @Test
  void a_new_library_makes_the_folders_above_it() {
    folder = temporary.resolve("a/b/c");

    Examples.library(folder);

    assertThat(Examples.ids(folder, "id")).isEmpty();
  }

  @Test
  void a_new_library_can_be_read_before_anything_is_put_in() {
    try (var _ = LibraryWriter.open(folder, Examples.MODEL)) {
      assertThat(Examples.ids(folder, "id")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "holiday.jpg",
        ".DS_Store",
        "index/holiday.jpg",
        "index/_1.jpg",
        "index/_1/a.jpg",
        "thumbnails/holiday.jpg",
        "index",
        "thumbnails"
      })
  void somebodys_files_are_named_and_left_alone(String stranger) throws Exception {
    Path file = folder.resolve(stranger);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "mine");
    Map<String, String> before = contents();
    String named = stranger.replace("/a.jpg", "");
    String message =
        "%s is not a Sightline library: it holds %s. Choose an empty folder, or one that a library was made in."
            .formatted(folder, named);

    var reading = readingFails();
    var writing = writingFails(Examples.MODEL);

    assertThat(reading).hasMessage(message);
    assertThat(writing).hasMessage(message);
    assertThat(reading.reason()).isEqualTo(Reason.NOT_A_LIBRARY);
    assertThat(writing.reason()).isEqualTo(Reason.NOT_A_LIBRARY);
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void a_file_is_no_library() throws Exception {
    Files.writeString(folder, "mine");
    String message =
        "%s is not a Sightline library: it is a file. Choose an empty folder, or one that a library was made in."
            .formatted(folder);

    assertThat(readingFails()).hasMessage(message);
    assertThat(writingFails(Examples.MODEL)).hasMessage(message);
    assertThat(folder).hasContent("mine");
  }

  @Test
  void a_lucene_index_of_another_program_is_told_and_left_alone() throws Exception {
    try (var directory = FSDirectory.open(folder.resolve("index"));
        var writer = new IndexWriter(directory, new IndexWriterConfig())) {
      writer.addDocument(new Document());
    }
    Map<String, String> before = contents();
    String message =
        "%s is not a Sightline library: its Lucene index is not Sightline's. Choose an empty folder, or one that a library was made in."
            .formatted(folder);

    assertThat(readingFails()).hasMessage(message);
    assertThat(writingFails(Examples.MODEL)).hasMessage(message);
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void a_lucene_index_lying_in_the_folder_itself_is_somebodys_files() throws Exception {
    try (var directory = FSDirectory.open(folder);
        var writer = new IndexWriter(directory, new IndexWriterConfig())) {
      writer.addDocument(new Document());
    }
    Map<String, String> before = contents();

    assertThat(writingFails(Examples.MODEL))
        .hasMessageStartingWith(
            "%s is not a Sightline library: it holds _0.cfe.".formatted(folder));
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void a_library_that_died_while_it_was_made_is_made_again() throws Exception {
    Path index = Files.createDirectories(folder.resolve("index"));
    Files.writeString(index.resolve("write.lock"), "");
    Files.writeString(index.resolve("pending_segments_1"), "half");

    assertThat(readingFails().reason()).isEqualTo(Reason.ABSENT);
    Examples.library(folder, Examples.image("id", "/a.jpg"));

    assertThat(Examples.ids(folder, "id")).containsExactly("id");
  }

  @Test
  void thumbnails_that_were_left_behind_do_not_keep_a_library_from_being_made() throws Exception {
    new ThumbnailFolder(LibraryFolder.thumbnails(folder)).write("abcd", new byte[] {1});

    Examples.library(folder, Examples.image("id", "/a.jpg"));

    assertThat(new ThumbnailFolder(LibraryFolder.thumbnails(folder)).read("abcd")).isPresent();
  }

  @Test
  void a_library_of_another_model_is_told_with_both_names_and_fingerprints() throws Exception {
    Examples.library(folder, Examples.image("id", "/a.jpg"));
    Map<String, String> before = contents();

    var refusal = writingFails(Examples.model("large", "bbbb", 8));

    assertThat(refusal.reason()).isEqualTo(Reason.OTHER_MODEL);
    assertThat(refusal)
        .hasMessage(
            """
            The library in %s was made with model 'tiny' (fingerprint aaaa), but the model asked \
            for is 'large' (fingerprint bbbb). Vectors of two models cannot be compared: use \
            --model tiny, or index into another folder with --library.\
            """
                .formatted(folder));
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void a_model_that_has_changed_under_its_name_is_another_model() {
    Examples.library(folder);

    var refusal = writingFails(Examples.model("tiny", "bbbb", Examples.DIMENSION));

    assertThat(refusal.reason()).isEqualTo(Reason.OTHER_MODEL);
    assertThat(refusal)
        .hasMessage(
            """
            The library in %s was made with model 'tiny' (fingerprint aaaa), but the model's \
            files, its preprocessing or its variant have changed since (fingerprint bbbb). \
            Vectors of two models cannot be compared: put the model's files back as they were, \
            or index into another folder with --library.\
            """
                .formatted(folder));
  }

  @Test
  void the_same_model_under_another_name_and_with_other_text_files_is_welcome() {
    Examples.library(folder, Examples.image("id", "/a.jpg"));
    var renamed = new LibraryModel("renamed", "aaaa", "new text", Examples.DIMENSION, "/elsewhere");

    try (var writer = LibraryWriter.open(folder, renamed)) {
      writer.commit();
    }

    try (var reader = LibraryReader.open(folder)) {
      assertThat(reader.state().model()).isEqualTo(renamed);
      assertThat(reader.contains("id")).isTrue();
    }
  }

  @Test
  void a_library_of_a_newer_sightline_is_told_and_left_alone() throws Exception {
    Examples.library(folder);
    commitWith(Map.of("sightline.schema", "4"));
    Map<String, String> before = contents();
    String message =
        "The library in %s has schema version 4; this Sightline knows versions up to 3. Use a newer Sightline for it."
            .formatted(folder);

    var reading = readingFails();

    assertThat(reading.reason()).isEqualTo(Reason.NEWER);
    assertThat(reading).hasMessage(message);
    assertThat(writingFails(Examples.MODEL)).hasMessage(message);
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void a_library_of_a_sightline_too_old_is_told_with_the_way_out_and_left_alone() throws Exception {
    Examples.library(folder);
    commitWith(Map.of("sightline.schema", "1"));
    Map<String, String> before = contents();

    var reading = readingFails();

    assertThat(reading.reason()).isEqualTo(Reason.OLDER);
    assertThat(reading)
        .hasMessage(
            "The library in %s has schema version 1; this Sightline reads version 3. Index the photos into a new one: sightline index FOLDER --library NEW"
                .formatted(folder));
    assertThat(writingFails(Examples.MODEL).reason()).isEqualTo(Reason.OLDER);
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void a_reader_that_steps_to_the_commit_of_a_newer_sightline_says_so() throws Exception {
    Examples.library(folder);
    try (var reader = LibraryReader.open(folder)) {
      commitWith(Map.of("sightline.schema", "4"));
      reader.refresh();

      var refusal = catchThrowableOfType(LibraryException.class, reader::state);
      assertThat(refusal.reason()).isEqualTo(Reason.NEWER);
    }
  }

  @Test
  void a_commit_that_lacks_a_value_is_damaged() throws Exception {
    Examples.library(folder);
    commitWith(Map.of("sightline.schema", "3", "model.name", "tiny"));

    var refusal = readingFails();

    assertThat(refusal.reason()).isEqualTo(Reason.DAMAGED);
    assertThat(refusal)
        .hasMessage(
            """
            The library in %s cannot be read or written: java.io.IOException: the library's own \
            data lack model.image. If the disk is full or not there, mend that first; if files \
            were cut short, restore the folder from a copy or index again.\
            """
                .formatted(folder));
  }

  @Test
  void a_commit_whose_numbers_are_none_is_damaged() throws Exception {
    Examples.library(folder);
    commitWith(Map.of("sightline.schema", "one"));

    assertThat(readingFails().reason()).isEqualTo(Reason.DAMAGED);
  }

  private void commitWith(Map<String, String> userData) throws IOException {
    var settings =
        new IndexWriterConfig().setCodec(VectorFormat.codec(() -> VectorStorage.FLOAT32));
    try (var directory = FSDirectory.open(LibraryFolder.index(folder));
        var writer = new IndexWriter(directory, settings)) {
      writer.setLiveCommitData(userData.entrySet());
      writer.commit();
    }
  }

  private LibraryException readingFails() {
    return catchThrowableOfType(LibraryException.class, () -> LibraryReader.open(folder).close());
  }

  private LibraryException writingFails(LibraryModel model) {
    return catchThrowableOfType(
        LibraryException.class, () -> LibraryWriter.open(folder, model).close());
  }

  /// Every file below the folder with what it holds.
  private Map<String, String> contents() throws IOException {
    var contents = new TreeMap<String, String>();
    try (var files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        String text =
            Files.isDirectory(file) ? "" : Files.readString(file, StandardCharsets.ISO_8859_1);
        contents.put(folder.relativize(file).toString(), text);
      }
    }
    return contents;
  }
}
