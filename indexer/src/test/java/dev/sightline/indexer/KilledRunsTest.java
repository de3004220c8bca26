package dev.sightline.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexSettings;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.testkit.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real indexing processes, killed at any moment, as by `kill -9` or a power failure. Replay with
/// `-Dsightline.seed=`.
class KilledRunsTest {
  private static final int IMAGES_A_ROUND = 120;
  private static final int LONGEST_LIFE_MILLIS = 400;

  @TempDir private Path temporary;

  @Test
  void a_library_survives_ten_kills() throws Exception {
    kill(10);
  }

  @Test
  @Tag("soak")
  void a_library_survives_five_hundred_kills() throws Exception {
    kill(500);
  }

  /// In each round images come, go and move, a run begins, writes its first vectors of the round
  /// and is killed. What was committed stays, and in the end the library is the one that a run
  /// without any kill makes.
  private void kill(int times) throws Exception {
    long seed = Long.getLong("sightline.seed", System.nanoTime());
    System.out.println("KilledRunsTest: -Dsightline.seed=" + seed);
    var random = new Random(seed);
    var folder = new PhotoFolder(temporary);
    folder.index(); // an empty library, so that there is one to look at
    for (int round = 0; round < times; round++) {
      change(folder, random, round);
      Map<String, float[]> before = vectors(folder.library());

      Process run = start(folder);
      awaitFirstVectors(run, folder.library(), before);
      Thread.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
      run.destroyForcibly().waitFor();

      var after = vectors(folder.library());
      before.forEach((id, vector) -> assertThat(after.get(id)).as(id).isEqualTo(vector));
    }
    folder.index();

    var undisturbed = temporary.resolve("undisturbed");
    PhotoFolder.indexer(PhotoFolder.settings())
        .run(
            undisturbed, List.of(new LibraryRoot(folder.photos(), List.of())), new IndexProgress());
    Map<String, float[]> expected = vectors(undisturbed);
    Map<String, float[]> found = vectors(folder.library());
    assertThat(found.keySet()).isEqualTo(expected.keySet());
    for (var image : expected.entrySet()) {
      float[] same = Objects.requireNonNull(found.get(image.getKey()));
      assertThat(cosine(same, image.getValue())).isGreaterThan(0.99999);
    }
    assertThat(folder.index().unchanged()).isEqualTo(expected.size());
  }

  /// New images under new names, and some of the old moved; none is lost, so that what was
  /// committed must still be there after the kill.
  private static void change(PhotoFolder folder, Random random, int round) throws IOException {
    for (int i = 0; i < IMAGES_A_ROUND; i++) {
      int number = round * IMAGES_A_ROUND + i;
      folder.write("%03d/p%06d.png".formatted(round, number), PhotoFolder.image(number));
    }
    if (round > 0) {
      Path moved = folder.photos().resolve("%03d".formatted(random.nextInt(round)));
      if (Files.exists(moved)) {
        Files.move(moved, folder.photos().resolve("moved-in-%03d".formatted(round)));
      }
    }
  }

  private static void awaitFirstVectors(Process run, Path library, Map<String, float[]> before)
      throws InterruptedException {
    while (run.isAlive()) {
      try (var reader = LibraryReader.open(library)) {
        if (reader.size() > before.size()) {
          return;
        }
      }
      Thread.sleep(5);
    }
    assertThat(run.exitValue()).as("the run ended before it was killed").isZero();
  }

  /// Opens the library, which must work after every kill, and reads each image once.
  private static Map<String, float[]> vectors(Path library) {
    var vectors = new TreeMap<String, float[]>();
    try (var reader = LibraryReader.open(library);
        var known = reader.knownFiles()) {
      known.forEachUnseen(
          file ->
              file.imageId()
                  .flatMap(reader::stored)
                  .ifPresent(image -> vectors.put(image.image().id(), image.vector())));
      assertThat(vectors).as("no image is there twice").hasSize(reader.size());
    }
    return vectors;
  }

  private static double cosine(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * (double) other[i];
    }
    return sum;
  }

  private static Process start(PhotoFolder folder) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Dsightline.project=" + Project.root(),
            "-cp",
            System.getProperty("java.class.path"),
            Victim.class.getName(),
            folder.photos().toString(),
            folder.library().toString())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /// A run whose clock advances by a second with each call, so that it commits every few images and
  /// is killed between, before and within commits.
  static final class Victim {
    private Victim() {}

    static void main(String[] arguments) {
      var settings =
          new IndexSettings(
              2, false, false, Optional.empty(), Optional.empty(), "victim", new HastyClock());
      PhotoFolder.indexer(settings)
          .run(
              Path.of(arguments[1]),
              List.of(new LibraryRoot(Path.of(arguments[0]), List.of())),
              new IndexProgress());
    }
  }

  private static final class HastyClock extends Clock {
    private final AtomicLong millis = new AtomicLong(1_000_000_000_000L);

    @Override
    public long millis() {
      return millis.addAndGet(1000);
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis());
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("nobody asks for local time here");
    }
  }
}
