package dev.sightline.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sightline.library.LibraryException.Reason;
import dev.sightline.library.lucene.LibraryFolder;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.lucene.LibraryWriter;
import dev.sightline.library.schema.FileListFormat;
import dev.sightline.testkit.RandomSeeds;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/// Files of a library that were cut short, as by a full disk or a copy that was broken off, give
/// one clear message and nothing else.
class DamageTest {
  @TempDir private Path temporary;

  @ParameterizedTest(name = "seed {0}")
  @RandomSeeds(80)
  void a_file_cut_short_is_told_as_damage(long seed) throws Exception {
    var random = new Random(seed);
    Path folder = damagedLibrary(random);
    Path file = anyFile(folder, random);
    long left = random.nextBoolean() ? 0 : random.nextLong(Files.size(file));
    cut(file, left);

    var reading = catchThrowable(() -> readEverything(folder));
    var writing = catchThrowable(() -> LibraryWriter.open(folder, Examples.MODEL).close());

    String what = "%s cut to %d bytes".formatted(file.getFileName(), left);
    assertDamaged(reading, folder, what);
    assertDamaged(writing, folder, what);
    assertThat(Files.size(file)).isEqualTo(left);
  }

  @ParameterizedTest(name = "seed {0}")
  @RandomSeeds(20)
  void a_file_that_is_missing_is_told_as_damage(long seed) throws Exception {
    var random = new Random(seed);
    Path folder = damagedLibrary(random);
    Path file = anyFile(folder, random);
    Files.delete(file);

    var reading = catchThrowable(() -> readEverything(folder));
    var writing = catchThrowable(() -> LibraryWriter.open(folder, Examples.MODEL).close());

    assertDamaged(reading, folder, file + " deleted");
    assertDamaged(writing, folder, file + " deleted");
  }

  @Test
  void segments_without_their_list_are_not_taken_for_rubbish_and_deleted() throws Exception {
    Path folder = temporary.resolve("library");
    Examples.library(folder, Examples.image("id", "/a.jpg"));
    Path list = files(folder).stream().filter(DamageTest::listsSegments).findFirst().orElseThrow();
    Files.delete(list);
    List<Path> before = files(folder);

    var refusal =
        catchThrowableOfType(
            LibraryException.class, () -> LibraryWriter.open(folder, Examples.MODEL).close());

    assertThat(refusal.reason()).isEqualTo(Reason.DAMAGED);
    assertThat(refusal)
        .hasMessage(
            """
            The library in %s cannot be read or written: java.io.IOException: the list of its \
            segments, index/segments_N, is missing. If the disk is full or not there, mend that \
            first; if files were cut short, restore the folder from a copy or index again.\
            """
                .formatted(folder));
    assertThat(files(folder)).isEqualTo(before);
  }

  @Test
  void a_list_of_files_that_cannot_be_understood_is_damage_and_no_other_exception() {
    var noList = new BytesRef(new byte[] {0, 0, 0, 9, 0, 1});
    var relativePath = FileListFormat.encode(List.of(Examples.file("/a.jpg")));
    relativePath.bytes[10] = 'x'; // after the version, the count and the length of the path

    assertThatThrownBy(() -> FileListFormat.decode(noList)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> FileListFormat.decode(relativePath))
        .isInstanceOf(IOException.class)
        .hasMessage("a list of files that cannot be understood");
  }

  private static void assertDamaged(Throwable thrown, Path folder, String what) {
    assertThat(thrown)
        .as(what)
        .isInstanceOf(LibraryException.class)
        .hasMessageStartingWith("The library in %s cannot be read or written: ".formatted(folder));
    assertThat(((LibraryException) thrown).reason()).as(what).isEqualTo(Reason.DAMAGED);
  }

  /// A library of several segments with deletions, in compound files or apart.
  private Path damagedLibrary(Random random) {
    Path folder = temporary.resolve("library");
    try (var writer = LibraryWriter.open(folder, Examples.MODEL)) {
      for (int segment = 0; segment < 2; segment++) {
        int images = random.nextInt(10, 100);
        for (int i = 0; i < images; i++) {
          String id = segment + "-" + i;
          writer.put(Examples.image(id, "/" + id), Examples.vector(i));
        }
        writer.quarantine(Examples.quarantined("/bad" + segment));
        writer.commit();
      }
      writer.remove("0-0");
      writer.commit();
    }
    return folder;
  }

  private static void readEverything(Path folder) {
    try (var reader = LibraryReader.open(folder);
        var known = reader.knownFiles()) {
      reader.state();
      reader.size();
      reader.quarantined();
      known.forEachUnseen(
          file -> file.imageId().ifPresent(id -> assertThat(reader.stored(id)).isPresent()));
    }
  }

  private static Path anyFile(Path folder, Random random) throws IOException {
    List<Path> files = files(folder);
    return files.get(random.nextInt(files.size()));
  }

  private static boolean listsSegments(Path file) {
    return file.getFileName().toString().startsWith("segments_");
  }

  private static List<Path> files(Path folder) throws IOException {
    try (var files = Files.list(LibraryFolder.index(folder))) {
      return files.filter(it -> !it.endsWith("write.lock")).sorted().toList();
    }
  }

  private static void cut(Path file, long bytes) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(bytes);
    }
  }
}
