package dev.sightline.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.indexer.report.IndexReport;
import dev.sightline.indexer.walk.ContentHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever happens to a folder between two runs, the library then holds what a plain look at the
/// folder finds. Replay a seed with `-Dsightline.seed=`.
class RandomFoldersTest {
  private static final int ROUNDS = 6;
  private static final int CHANGES_A_ROUND = 8;

  @TempDir private Path temporary;

  static LongStream seeds() {
    Long replayed = Long.getLong("sightline.seed");
    return replayed == null ? LongStream.range(0, 40) : LongStream.of(replayed);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void the_library_is_true_to_the_folder_after_every_run(long seed) throws IOException {
    var random = new Random(seed);
    var folder = new PhotoFolder(temporary);
    long clock = 1_000_000_000;
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < CHANGES_A_ROUND; i++) {
        clock += 1000;
        change(folder, random, clock);
      }

      IndexReport report = folder.index();

      assertThat(folder.indexed()).as("round %d", round).isEqualTo(sound(folder.photos()));
      assertThat(report.skipped()).hasSameSizeAs(broken(folder.photos()));
      IndexReport again = folder.index();
      assertThat(again.unchanged()).isEqualTo(folder.indexed().size());
      assertThat(again.embedded() + again.removed() + again.added()).isZero();
    }
  }

  private static void change(PhotoFolder folder, Random random, long clock) throws IOException {
    List<Path> files = files(folder.photos());
    Path some = files.isEmpty() ? null : files.get(random.nextInt(files.size()));
    String name = "%d/%d.png".formatted(random.nextInt(3), random.nextInt(12));
    int kind = some == null ? 0 : random.nextInt(6);
    Path target = folder.photos().resolve(name);
    switch (kind) {
      case 0, 1 -> folder.write(name, PhotoFolder.image(random.nextInt(10)));
      case 2 -> Files.delete(java.util.Objects.requireNonNull(some));
      case 3 -> {
        Files.createDirectories(target.getParent());
        Files.move(
            java.util.Objects.requireNonNull(some),
            target,
            java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      }
      case 4 -> folder.write(name, Files.readAllBytes(java.util.Objects.requireNonNull(some)));
      default -> {
        byte[] whole = PhotoFolder.image(random.nextInt(3));
        folder.write(name, Arrays.copyOf(whole, 50));
      }
    }
    if (Files.exists(target)) {
      Files.setLastModifiedTime(target, FileTime.fromMillis(clock));
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (var tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static boolean isSound(byte[] bytes) {
    return bytes.length > 50;
  }

  private static Map<Path, String> sound(Path folder) throws IOException {
    var sound = new TreeMap<Path, String>();
    for (Path file : files(folder)) {
      byte[] bytes = Files.readAllBytes(file);
      if (isSound(bytes)) {
        sound.put(file, ContentHash.of(bytes));
      }
    }
    return sound;
  }

  private static List<Path> broken(Path folder) throws IOException {
    var broken = new java.util.ArrayList<>(files(folder));
    broken.removeAll(sound(folder).keySet());
    return broken;
  }
}
