package dev.sightline.library.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sightline.library.Examples;
import dev.sightline.library.LibraryException;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.lucene.CommitSnapshot;
import dev.sightline.library.lucene.LibraryFolder;
import dev.sightline.library.lucene.LibraryWriter;
import dev.sightline.library.lucene.ThumbnailFolder;
import dev.sightline.library.schema.Documents;
import dev.sightline.library.schema.FileListFormat;
import dev.sightline.library.schema.ImageFields;
import dev.sightline.testkit.RandomSeeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/// A whole library passes; each kind of damage is reported with what to do, and nothing is written.
class LibraryCheckTest {
  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, 1, 2, (byte) 0xff, (byte) 0xd9};

  @TempDir private Path temporary;
  private Path folder;

  @BeforeEach
  void chooseAFolder() {
    folder = temporary.resolve("library");
  }

  private static List<String> files(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files
          .map(it -> it + " " + it.toFile().lastModified() + " " + it.toFile().length())
          .sorted()
          .toList();
    }
  }

  @Test
  void a_whole_library_passes_and_is_not_written_to() throws IOException {
    Examples.library(folder, Examples.image("aaaa", "/a.jpg"), Examples.image("bbbb", "/b.jpg"));
    thumbnails().write("aaaa", JPEG);
    List<String> before = files(folder);

    assertThat(LibraryCheck.run(folder)).isEqualTo(new LibraryCheck.Report(2, 1, List.of()));

    assertThat(files(folder)).isEqualTo(before);
  }

  private ThumbnailFolder thumbnails() {
    return new ThumbnailFolder(LibraryFolder.thumbnails(folder));
  }

  @Test
  void a_library_can_be_checked_while_it_is_written() {
    try (var writer = LibraryWriter.open(folder, Examples.MODEL)) {
      writer.put(Examples.image("aaaa", "/a.jpg"), Examples.vector(1));
      writer.commit();
      writer.put(Examples.image("bbbb", "/b.jpg"), Examples.vector(2));

      assertThat(LibraryCheck.run(folder)).isEqualTo(new LibraryCheck.Report(1, 0, List.of()));
    }
  }

  @Test
  void a_snapshot_outlives_the_files_of_its_commit() throws IOException {
    Examples.library(folder, Examples.image("aaaa", "/a.jpg"));
    try (var snapshot = CommitSnapshot.open(folder)) {
      try (var writer = LibraryWriter.openExisting(folder)) {
        writer.remove("aaaa");
        writer.put(Examples.image("bbbb", "/b.jpg"), Examples.vector(2));
        writer.compact();
      }
      assertThat(folder.resolve("index")).isDirectoryNotContaining("glob:**/_0.cfs");
      try (var reader = org.apache.lucene.index.DirectoryReader.open(snapshot)) {
        assertThat(reader.numDocs()).isEqualTo(1);
        assertThat(Documents.image(reader.leaves().getFirst().reader(), 0).id()).isEqualTo("aaaa");
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @RandomSeeds(30)
  void any_changed_byte_of_the_index_is_found(long seed) throws IOException {
    var random = new Random(seed);
    IndexedImage[] images =
        Stream.iterate(0, i -> i + 1)
            .limit(50)
            .map(i -> Examples.image("id" + i, "/" + i))
            .toArray(IndexedImage[]::new);
    Examples.library(folder, images);
    List<Path> files;
    try (var all = Files.list(LibraryFolder.index(folder))) {
      files = all.filter(it -> !it.endsWith("write.lock")).sorted().toList();
    }
    Path file = files.get(random.nextInt(files.size()));
    byte[] bytes = Files.readAllBytes(file);
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    Files.write(file, bytes);

    var problems = LibraryCheck.run(folder).problems();

    assertThat(problems).as(file.toString()).isNotEmpty();
    assertThat(problems.getFirst()).contains("restore the folder from a copy or index again");
  }

  @Test
  void vectors_that_are_missing_or_not_of_length_one_are_told_with_the_image() {
    try (var writer = LibraryWriter.open(folder, Examples.MODEL)) {
      writer.put(Examples.image("long", "/long.jpg"), new float[] {1, 0.1f, 0, 0});
      writer.put(Examples.image("close", "/close.jpg"), new float[] {1.00005f, 0, 0, 0});
      writer.inBulk(
          index -> {
            var bare = new Document();
            bare.add(new StringField(ImageFields.ID, "bare", Field.Store.YES));
            bare.add(
                new org.apache.lucene.document.BinaryDocValuesField(
                    ImageFields.FILES, FileListFormat.encode(List.of(Examples.file("/bare.jpg")))));
            return index.addDocument(bare);
          });
      writer.commit();
    }

    assertThat(LibraryCheck.run(folder).problems())
        .containsExactlyInAnyOrder(
            "/long.jpg (id long) has a vector of length 1.004988 instead of 1. Take its folder out"
                + " and in again: sightline library forget DIR, then sightline index DIR.",
            "/bare.jpg (id bare) has no vector. Take its folder out and in again: sightline library"
                + " forget DIR, then sightline index DIR.");
  }

  @Test
  void an_image_that_is_in_it_twice_is_told() {
    try (var writer = LibraryWriter.open(folder, Examples.MODEL)) {
      writer.inBulk(
          index -> {
            for (String path : List.of("/a.jpg", "/b.jpg")) {
              index.addDocument(
                  ImageFields.document(Examples.stored(Examples.image("twice", path))));
            }
            return 0;
          });
      writer.commit();
    }

    assertThat(LibraryCheck.run(folder).problems())
        .singleElement()
        .asString()
        .startsWith("Image twice is in the library 2 times.");
  }

  @Test
  void a_broken_thumbnail_is_told_and_a_missing_one_only_when_it_cannot_be_made()
      throws IOException {
    Path photos = Files.createDirectories(temporary.resolve("photos"));
    Path there = Files.writeString(photos.resolve("there.jpg"), "x");
    try (var writer = LibraryWriter.open(folder, Examples.MODEL)) {
      writer.setState(writer.state().withRoots(List.of(new LibraryRoot(photos, List.of()))));
      writer.put(Examples.image("aaaa", "/not/of/a/root.jpg"), Examples.vector(1));
      writer.put(Examples.image("bbbb", there.toString()), Examples.vector(2));
      writer.put(Examples.image("cccc", photos.resolve("gone.jpg").toString()), Examples.vector(3));
      writer.commit();
    }
    thumbnails().write("aaaa", new byte[] {(byte) 0xff, (byte) 0xd8, 1, 2});

    assertThat(LibraryCheck.run(folder).problems())
        .containsExactly(
            "The thumbnail of /not/of/a/root.jpg (id aaaa) is broken. Make it again with: sightline"
                + " library compact --thumbnails",
            "1 images have neither a thumbnail nor their file here. Bring the disk or folder back"
                + " and run: sightline library compact --thumbnails");
  }

  @Test
  void a_library_that_is_not_there_is_no_problem_but_an_error() {
    var refusal = catchThrowableOfType(LibraryException.class, () -> LibraryCheck.run(folder));

    assertThat(refusal.reason()).isEqualTo(LibraryException.Reason.ABSENT);
  }

  @Test
  void a_compacted_library_has_one_segment_nothing_deleted_and_no_orphans() throws IOException {
    try (var writer = LibraryWriter.open(folder, Examples.MODEL)) {
      for (int i = 0; i < 5; i++) {
        writer.put(Examples.image("aaa" + i, "/" + i), Examples.vector(i));
        writer.commit();
      }
      writer.remove("aaa0");
      writer.commit();
    }
    thumbnails().write("aaa0", JPEG);
    thumbnails().write("aaa1", JPEG);

    var outcome = LibraryCompaction.run(folder);

    assertThat(outcome.after().segments()).isEqualTo(1);
    assertThat(outcome.after().deleted()).isZero();
    assertThat(outcome.orphans()).isEqualTo(1);
    assertThat(thumbnails().has("aaa0")).isFalse();
    assertThat(thumbnails().has("aaa1")).isTrue();
    assertThat(LibraryCheck.run(folder)).isEqualTo(new LibraryCheck.Report(4, 1, List.of()));
  }
}
