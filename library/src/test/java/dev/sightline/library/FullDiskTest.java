package dev.sightline.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sightline.library.LibraryException.Reason;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.lucene.LibraryWriter;
import dev.sightline.testkit.RandomSeeds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/// A disk may become full at any write: the last commit stays, and the error is reported.
class FullDiskTest {
  private static final int IMAGES = 200;

  private final Queue<Throwable> complaints = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void listenToThreadsInTheBackground() {
    Thread.setDefaultUncaughtExceptionHandler((_, failure) -> complaints.add(failure));
  }

  @AfterEach
  void nothingWasPrintedByThreadsInTheBackground() {
    Thread.setDefaultUncaughtExceptionHandler(null);
    assertThat(complaints).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @RandomSeeds(60)
  void the_last_commit_is_never_lost(long seed, @TempDir Path temporary) {
    Path folder = temporary.resolve("library");
    Examples.library(folder, Examples.image("before", "/before"));
    var random = new Random(seed);
    Set<String> committed = new HashSet<>(Set.of("before"));
    Set<String> written = new HashSet<>(committed);

    var failure = writeUntilFull(folder, random, committed, written);

    assertThat(failure.reason()).isEqualTo(Reason.DAMAGED);
    assertThat(failure)
        .hasMessageStartingWith("The library in %s cannot be read or written: ".formatted(folder))
        .hasMessageEndingWith(
            """
            If the disk is full or not there, mend that first; if files were cut short, restore \
            the folder from a copy or index again.\
            """)
        .hasStackTraceContaining("No space left on device");
    // The commit that failed may have reached the disk before it was told: then it is whole.
    assertThat(idsIn(folder)).isIn(committed, written);
  }

  /// Puts, removes and commits until the disk is full, and records what was committed.
  private static LibraryException writeUntilFull(
      Path folder, Random random, Set<String> committed, Set<String> written) {
    long room = random.nextLong(40_000);
    try (var writer =
        LibraryWriter.open(folder, Examples.MODEL, disk -> new FullDisk(disk, room))) {
      for (int i = 0; i < IMAGES; i++) {
        String id = "id" + i;
        writer.put(Examples.image(id, "/" + id), Examples.vector(i));
        written.add(id);
        if (random.nextInt(8) == 0) {
          String gone = "id" + random.nextInt(i + 1);
          writer.remove(gone);
          written.remove(gone);
        }
        if (random.nextInt(6) == 0) {
          writer.commit();
          committed.clear();
          committed.addAll(written);
        }
      }
      throw new AssertionError("the disk never filled up");
    } catch (LibraryException e) {
      return e;
    }
  }

  @Test
  void every_write_to_a_full_disk_fails_and_a_new_writer_goes_on_from_the_last_commit(
      @TempDir Path temporary) {
    Path folder = temporary.resolve("library");
    Examples.library(folder, Examples.image("before", "/before"));
    var disks = new ArrayList<FullDisk>();
    try (var writer =
        LibraryWriter.open(
            folder,
            Examples.MODEL,
            disk -> {
              disks.add(new FullDisk(disk, Long.MAX_VALUE));
              return disks.getFirst();
            })) {
      writer.put(Examples.image("id", "/a"), Examples.vector(1));
      disks.getFirst().fillUp();

      for (int attempt = 0; attempt < 3; attempt++) {
        var failure = catchThrowableOfType(LibraryException.class, writer::commit);
        assertThat(failure.reason()).isEqualTo(Reason.DAMAGED);
        assertThat(failure).hasStackTraceContaining("No space left on device");
      }
    }

    Examples.library(folder, Examples.image("after", "/after"));
    assertThat(idsIn(folder)).containsExactlyInAnyOrder("before", "after");
  }

  @Test
  void a_library_that_could_not_be_made_lets_its_folder_go(@TempDir Path temporary) {
    Path folder = temporary.resolve("library");

    var failure =
        catchThrowableOfType(
            LibraryException.class,
            () ->
                LibraryWriter.open(folder, Examples.MODEL, disk -> new FullDisk(disk, 20)).close());

    assertThat(failure.reason()).isEqualTo(Reason.DAMAGED);
    Examples.library(folder, Examples.image("id", "/a"));
    assertThat(idsIn(folder)).containsExactly("id");
  }

  private static Set<String> idsIn(Path folder) {
    var ids = new HashSet<String>();
    try (var reader = LibraryReader.open(folder)) {
      for (int i = 0; i < IMAGES; i++) {
        if (reader.contains("id" + i)) {
          ids.add("id" + i);
        }
      }
      for (String id : Set.of("before", "after", "id")) {
        if (reader.contains(id)) {
          ids.add(id);
        }
      }
      assertThat(reader.size()).isEqualTo(ids.size());
    }
    return ids;
  }
}
