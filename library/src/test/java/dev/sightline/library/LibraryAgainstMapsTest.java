package dev.sightline.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.library.image.Embedding;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.image.QuarantinedFile;
import dev.sightline.library.image.StoredVector;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.lucene.LibraryWriter;
import dev.sightline.testkit.RandomSeeds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/// A library behaves like two maps under random operations.
class LibraryAgainstMapsTest {
  private static final int IDS = 12;
  private static final int PATHS = 20;
  private static final int STEPS = 30;

  /// The reference implementation: maps of what is written and what is committed.
  private record Maps(Map<String, StoredVector> images, Map<Path, QuarantinedFile> quarantined) {
    Maps() {
      this(new HashMap<>(), new HashMap<>());
    }

    Maps copy() {
      return new Maps(new HashMap<>(images), new HashMap<>(quarantined));
    }

    Optional<IndexedImage> imageAt(Path path) {
      return images.values().stream()
          .map(StoredVector::image)
          .filter(image -> image.paths().contains(path))
          .findFirst();
    }

    Optional<KnownFiles.Known> known(Path path) {
      return imageAt(path)
          .map(image -> new KnownFiles.Known(Optional.of(image.id()), image.file(path).get()))
          .or(
              () ->
                  Optional.ofNullable(quarantined.get(path))
                      .map(it -> new KnownFiles.Known(Optional.empty(), it.file())));
    }

    Set<KnownFiles.Known> unseen(Set<Path> seen) {
      var unseen = new HashSet<KnownFiles.Known>();
      for (StoredVector stored : images.values()) {
        for (IndexedFile file : stored.image().files()) {
          unseen.add(new KnownFiles.Known(Optional.of(stored.image().id()), file));
        }
      }
      quarantined
          .values()
          .forEach(it -> unseen.add(new KnownFiles.Known(Optional.empty(), it.file())));
      unseen.removeIf(known -> seen.contains(known.file().path()));
      return unseen;
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @RandomSeeds(100)
  void a_library_answers_as_maps_do(long seed, @TempDir Path temporary) {
    var random = new Random(seed);
    var written = new Maps();
    var committed = new Maps();
    Path folder = temporary.resolve("library");
    LibraryWriter writer = LibraryWriter.open(folder, Examples.MODEL);
    try (var reader = LibraryReader.open(folder)) {
      for (int step = 0; step < STEPS; step++) {
        switch (random.nextInt(10)) {
          case 0, 1, 2, 3, 4 -> put(random, writer, written);
          case 5 -> {
            String id = id(random);
            writer.remove(id);
            written.images.remove(id);
          }
          case 6 -> {
            var bad = Examples.quarantined(path(random).toString());
            writer.quarantine(bad);
            written.quarantined.put(bad.file().path(), bad);
          }
          case 7 -> {
            Path path = path(random);
            writer.release(path);
            written.quarantined.remove(path);
          }
          case 8 -> {
            writer.commit();
            committed = written.copy();
          }
          default -> {
            writer.close(); // drops what was not committed
            written = committed.copy();
            writer = LibraryWriter.open(folder, Examples.MODEL);
          }
        }
        if (random.nextInt(6) == 0) {
          reader.refresh();
          check(random, reader, committed);
        }
      }
      writer.commit();
      reader.refresh();
      check(random, reader, written);
    } finally {
      writer.close();
    }
  }

  /// As an index run does, a path is given to one image at a time.
  private static void put(Random random, LibraryWriter writer, Maps written) {
    String id = id(random);
    var paths = new TreeSet<String>();
    for (int i = 0; i < 3; i++) {
      Path path = path(random);
      boolean free =
          written.imageAt(path).map(IndexedImage::id).filter(it -> !it.equals(id)).isEmpty();
      if (free) {
        paths.add(path.toString());
      }
    }
    if (paths.isEmpty()) {
      return;
    }
    var stored =
        new StoredVector(
            Examples.image(id, paths.toArray(String[]::new)),
            Examples.MODEL.imageFingerprint(),
            new Embedding(Examples.vector(random.nextLong())));
    writer.put(stored.image(), stored.vector());
    written.images.put(id, stored);
  }

  private static void check(Random random, LibraryReader reader, Maps expected) {
    assertThat(reader.size()).isEqualTo(expected.images.size());
    for (int i = 0; i < IDS; i++) {
      String id = "id" + i;
      Optional<StoredVector> stored = Optional.ofNullable(expected.images.get(id));
      assertThat(reader.contains(id)).as(id).isEqualTo(stored.isPresent());
      assertThat(reader.image(id)).as(id).isEqualTo(stored.map(StoredVector::image));
      assertThat(reader.stored(id).map(it -> boxed(it.vector())))
          .as(id)
          .isEqualTo(stored.map(it -> boxed(it.vector())));
    }
    assertThat(reader.quarantined())
        .isEqualTo(
            expected.quarantined.values().stream()
                .sorted(Comparator.comparing(it -> it.file().path()))
                .toList());
    checkKnownFiles(random, reader, expected);
  }

  private static void checkKnownFiles(Random random, LibraryReader reader, Maps expected) {
    var seen = new HashSet<Path>();
    try (var known = reader.knownFiles()) {
      for (int i = 0; i < PATHS; i++) {
        Path path = Path.of("/photos/" + i);
        assertThat(reader.imageAt(path)).isEqualTo(expected.imageAt(path));
        if (random.nextBoolean()) {
          seen.add(path);
          Optional<KnownFiles.Known> before = expected.known(path);
          if (before.isEmpty() || !known.holds(before.get().file())) { // the short way first
            assertThat(known.lookUp(path)).as(path.toString()).isEqualTo(before);
          }
        }
      }
      var unseen = new ArrayList<KnownFiles.Known>();
      known.forEachUnseen(unseen::add);
      assertThat(unseen).containsExactlyInAnyOrderElementsOf(expected.unseen(seen));
    }
  }

  private static String id(Random random) {
    return "id" + random.nextInt(IDS);
  }

  private static Path path(Random random) {
    return Path.of("/photos/" + random.nextInt(PATHS));
  }

  private static List<Float> boxed(float[] vector) {
    var boxed = new ArrayList<Float>();
    for (float value : vector) {
      boxed.add(value);
    }
    return boxed;
  }
}
