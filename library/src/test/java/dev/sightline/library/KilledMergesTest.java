package dev.sightline.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.library.exchange.ContentIds;
import dev.sightline.library.exchange.LibraryExport;
import dev.sightline.library.exchange.LibraryImport;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.maintenance.BulkLoader;
import dev.sightline.library.maintenance.LibraryDeletion;
import dev.sightline.library.maintenance.LibraryMerge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real processes that merge and import, killed once they have begun to write: the target is as it
/// was or complete. Replay with `-Dsightline.seed=`.
class KilledMergesTest {
  private static final int IMAGES = 400;
  private static final int KILLS = 4;

  @TempDir private Path temporary;
  private Path a = Path.of("");
  private Path b = Path.of("");
  private Path target = Path.of("");
  private final Random random = new Random(seed());

  private static long seed() {
    long seed = Long.getLong("sightline.seed", System.nanoTime());
    System.out.println("KilledMergesTest: -Dsightline.seed=" + seed);
    return seed;
  }

  @BeforeEach
  void makeSources() {
    a = temporary.resolve("a");
    b = temporary.resolve("b");
    target = temporary.resolve("target");
    Examples.library(a, images("a", 0));
    Examples.library(b, images("b", IMAGES / 2));
  }

  /// Half of the images of each source are in both.
  private static IndexedImage[] images(String folder, int first) {
    return IntStream.range(first, first + IMAGES)
        .mapToObj(i -> Examples.image("id" + i, "/" + folder + "/" + i))
        .toArray(IndexedImage[]::new);
  }

  private static Set<String> ids(Path library) {
    var ids = new TreeSet<String>();
    try (var reader = LibraryReader.open(library)) {
      reader.forEach(stored -> assertThat(ids.add(stored.image().id())).isTrue());
    }
    return ids;
  }

  @Test
  void a_killed_merge_leaves_its_target_as_it_was_or_complete() throws Exception {
    Examples.library(target, Examples.image("own", "/own.jpg"));
    Set<String> before = ids(target);
    for (int kill = 0; kill < KILLS; kill++) {
      killOnceItWrites(
          "merge", List.of(a.toString(), b.toString(), target.toString()), target.resolve("index"));

      assertThat(ids(target).size()).isIn(before.size(), before.size() + IMAGES * 3 / 2);
      assertThat(ids(target)).containsAll(before);
      assertThat(ids(a)).hasSize(IMAGES);
    }

    LibraryMerge.run(List.of(a, b), target, List.of());

    assertThat(ids(target)).hasSize(1 + IMAGES * 3 / 2);
  }

  @Test
  void a_killed_import_leaves_no_images_or_all_and_can_be_given_again() throws Exception {
    Path exported = temporary.resolve("exported");
    try (var reader = LibraryReader.open(a)) {
      LibraryExport.npyParquet(reader, exported, false);
    }
    for (int kill = 0; kill < KILLS; kill++) {
      killOnceItWrites(
          "import", List.of(exported.toString(), target.toString()), target.resolve("index"));

      if (!BulkLoader.isFree(target)) {
        assertThat(ids(target)).hasSize(IMAGES);
        LibraryDeletion.delete(target);
      }
    }

    LibraryImport.run(exported, target, Examples.MODEL, Victim.IDS);

    assertThat(ids(target)).hasSize(IMAGES);
  }

  private void killOnceItWrites(String what, List<String> arguments, Path watched)
      throws Exception {
    Set<String> before = names(watched);
    Process process = start(what, arguments);
    try {
      while (process.isAlive() && names(watched).equals(before)) {
        Thread.onSpinWait();
      }
      boolean ended =
          process.waitFor(Duration.ofMillis(random.nextInt(150)).toNanos(), TimeUnit.NANOSECONDS);
      assertThat(!ended || process.exitValue() == 0).as("ended before it was killed").isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static Set<String> names(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Set.of();
    }
    var names = new TreeSet<String>();
    try (var entries = Files.newDirectoryStream(folder)) {
      entries.forEach(entry -> names.add(entry.getFileName().toString()));
    }
    return names;
  }

  private static Process start(String what, List<String> arguments) throws IOException {
    var command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                what));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /// Merges or imports, as its first argument says.
  static final class Victim {
    static final ContentIds IDS =
        new ContentIds() {
          @Override
          public String ofFile(Path file) {
            return ofText(file.toString());
          }

          @Override
          public String ofText(String text) {
            return text.substring(text.lastIndexOf('/') + 1);
          }
        };

    private Victim() {}

    static void main(String[] arguments) throws IOException {
      if (arguments[0].equals("merge")) {
        LibraryMerge.run(
            List.of(Path.of(arguments[1]), Path.of(arguments[2])),
            Path.of(arguments[3]),
            List.of());
      } else {
        LibraryImport.run(Path.of(arguments[1]), Path.of(arguments[2]), Examples.MODEL, IDS);
      }
    }
  }
}
