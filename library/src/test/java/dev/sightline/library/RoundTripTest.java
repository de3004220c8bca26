package dev.sightline.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.library.image.Annotations;
import dev.sightline.library.image.Attachments;
import dev.sightline.library.image.CaptureDate;
import dev.sightline.library.image.DateSource;
import dev.sightline.library.image.ImageHash;
import dev.sightline.library.image.ImageMetadata;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.image.StoredVector;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.lucene.LibraryWriter;
import dev.sightline.testkit.RandomSeeds;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is written to a library is read back unchanged.
class RoundTripTest {
  @TempDir private Path temporary;
  private Path folder;

  @BeforeEach
  void chooseAFolder() {
    folder = temporary.resolve("library");
  }

  @ParameterizedTest(name = "seed {0}")
  @RandomSeeds(30)
  void every_fact_comes_back_whether_it_is_known_or_not(long seed) {
    var random = new Random(seed);
    var image =
        new IndexedImage(
            "id",
            List.of(
                Examples.file("/photos/a.jpg").with(attachments(random)),
                Examples.file("/photos/b.jpg").with(attachments(random))),
            facts(random));

    Examples.library(folder, image);

    assertThat(stored("id").image()).isEqualTo(image);
  }

  @Test
  void a_fact_at_the_edge_of_its_range_comes_back() {
    var facts =
        new ImageMetadata(
            "webp",
            Integer.MAX_VALUE,
            1,
            8,
            Optional.of(LocalDateTime.of(1826, 1, 1, 0, 0, 0, 999_999_999)),
            Optional.of(ZoneOffset.ofHoursMinutesSeconds(-12, -30, -15)),
            Optional.of(""),
            Optional.of("💡\n"),
            Optional.of("x".repeat(40_000)),
            Optional.of(new ImageMetadata.Place(-90, 180)),
            OptionalInt.of(0),
            OptionalDouble.of(Double.MIN_VALUE),
            OptionalDouble.of(0.95));
    var image = new IndexedImage("id", List.of(Examples.file("/photos/a.jpg")), facts);

    Examples.library(folder, image);

    assertThat(stored("id").image()).isEqualTo(image);
  }

  @ParameterizedTest
  @MethodSource("oddNames")
  void a_file_is_found_by_its_name_however_odd_that_is(String path) {
    var image = Examples.image("id", path);

    Examples.library(folder, image);

    try (var reader = LibraryReader.open(folder)) {
      assertThat(reader.imageAt(Path.of(path))).contains(image);
    }
  }

  static Stream<String> oddNames() {
    return Stream.of(
        "/photos/two\nlines.jpg",
        "/photos/😀 café.jpg",
        "/photos/ leading and trailing ",
        "/photos/\"quoted\" 'name'.jpg",
        "/photos/back\\slash.jpg",
        "/photos/e\u0301.jpg",
        "/photos/-dash.jpg",
        "/" + "folder/".repeat(400) + "a.jpg");
  }

  @Test
  void an_image_lies_at_all_its_paths_and_is_named_by_the_first_of_them() {
    Examples.library(folder, Examples.image("id", "/photos/b.jpg", "/photos/a.jpg", "/c.jpg"));

    try (var reader = LibraryReader.open(folder)) {
      IndexedImage image = reader.image("id").orElseThrow();
      assertThat(image.path()).isEqualTo(Path.of("/c.jpg"));
      assertThat(image.paths())
          .containsExactly(Path.of("/c.jpg"), Path.of("/photos/a.jpg"), Path.of("/photos/b.jpg"))
          .allSatisfy(path -> assertThat(reader.imageAt(path)).contains(image));
      assertThat(image.file(Path.of("/photos/a.jpg"))).contains(Examples.file("/photos/a.jpg"));
    }
  }

  @Test
  void a_vector_comes_back_to_the_last_bit() {
    try (var writer = LibraryWriter.open(folder, Examples.MODEL)) {
      for (int i = 0; i < 100; i++) {
        writer.put(Examples.image("id" + i, "/" + i), Examples.vector(i));
      }
      writer.commit();
    }

    for (int i = 0; i < 100; i++) {
      assertThat(stored("id" + i).vector()).containsExactly(Examples.vector(i));
    }
  }

  @Test
  void a_stored_vector_is_not_shared() {
    Examples.library(folder, Examples.image("id", "/a.jpg"));
    StoredVector stored = stored("id");

    stored.vector()[0] = 7;

    assertThat(stored.vector()).containsExactly(Examples.vector("id".hashCode()));
    assertThat(stored.withFiles(List.of(Examples.file("/b.jpg"))).image())
        .isEqualTo(Examples.image("id", "/b.jpg"));
  }

  @Test
  void the_vector_that_was_handed_in_may_be_used_again() {
    try (var writer = LibraryWriter.open(folder, Examples.MODEL)) {
      float[] reused = Examples.vector(1);
      writer.put(Examples.image("first", "/a"), reused);
      System.arraycopy(Examples.vector(2), 0, reused, 0, reused.length);
      writer.put(Examples.image("second", "/b"), reused);
      writer.commit();
    }

    assertThat(stored("first").vector()).containsExactly(Examples.vector(1));
    assertThat(stored("second").vector()).containsExactly(Examples.vector(2));
  }

  @Test
  void what_a_library_says_of_itself_comes_back() {
    var state =
        LibraryState.ofNew(Examples.MODEL)
            .withOther(Examples.model("second", "bbbb", 7))
            .withOther(Examples.model("third", "cccc", 9))
            .withCaptions(false)
            .withRoots(
                List.of(
                    new LibraryRoot(Path.of("/photos"), List.of()),
                    new LibraryRoot(Path.of("/other\nfolder"), List.of("*.png", "", "raw/**"))))
            .withLastRun(1_700_000_000_000L);
    try (var writer = LibraryWriter.open(folder, Examples.MODEL)) {
      writer.setState(state);
      writer.commit();
    }

    try (var reader = LibraryReader.open(folder)) {
      assertThat(reader.state()).isEqualTo(state);
    }
  }

  @Test
  void a_state_without_roots_or_runs_comes_back_as_such() {
    Examples.library(folder);

    try (var reader = LibraryReader.open(folder)) {
      assertThat(reader.state().model()).isEqualTo(Examples.MODEL);
      assertThat(reader.state().roots()).isEmpty();
      assertThat(reader.state().lastRunMillis()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 1025, 2048, 4096})
  void vectors_of_up_to_4096_dimensions_are_kept_and_found(int dimension) throws Exception {
    var model = Examples.model("wide", "bbbb", dimension);
    try (var writer = LibraryWriter.open(folder, model)) {
      for (int i = 0; i < 20; i++) {
        writer.put(Examples.image("id" + i, "/" + i), Examples.vector(i, dimension));
      }
      writer.commit();
    }

    try (var reader = LibraryReader.open(folder)) {
      assertThat(reader.stored("id7").orElseThrow().vector())
          .containsExactly(Examples.vector(7, dimension));
      assertThat(Nearest.to(reader, Examples.vector(7, dimension)).score).isGreaterThan(0.999f);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 4097})
  void other_dimensions_are_refused_before_anything_is_made(int dimension) {
    var model = Examples.model("wide", "bbbb", dimension);

    assertThatThrownBy(() -> LibraryWriter.open(folder, model))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a library takes vectors of 1 to 4,096 dimensions, got %,d".formatted(dimension));
    assertThat(folder).doesNotExist();
  }

  @Test
  void a_vector_of_another_length_is_refused() {
    try (var writer = LibraryWriter.open(folder, Examples.MODEL)) {
      assertThatThrownBy(() -> writer.put(Examples.image("id", "/a"), new float[5]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the library takes vectors of 4 dimensions, got 5");
    }
  }

  @Test
  void an_image_needs_an_id_and_a_file_and_a_file_an_absolute_path() {
    assertThatThrownBy(() -> Examples.image("id"))
        .hasMessage("an image has an id and at least one file");
    assertThatThrownBy(() -> Examples.image("", "/a"))
        .hasMessage("an image has an id and at least one file");
    assertThatThrownBy(() -> Examples.file("a.jpg")).hasMessage("need an absolute path, got a.jpg");
  }

  private StoredVector stored(String id) {
    try (var reader = LibraryReader.open(folder)) {
      return reader.stored(id).orElseThrow();
    }
  }

  /// Each value is present with probability 0.5.
  private static ImageMetadata facts(Random random) {
    return new ImageMetadata(
        random.nextBoolean() ? "png" : "jpeg",
        random.nextInt(1, 10_000),
        random.nextInt(1, 10_000),
        random.nextInt(1, 9),
        maybe(random, LocalDateTime.of(2021, 7, 3, 18, 22, random.nextInt(60))),
        maybe(random, ZoneOffset.ofHours(random.nextInt(-12, 13))),
        maybe(random, "NIKON " + random.nextInt()),
        maybe(random, "D" + random.nextInt()),
        maybe(random, "50mm " + random.nextInt()),
        maybe(
            random,
            new ImageMetadata.Place(random.nextDouble(-90, 90), random.nextDouble(-180, 180))),
        random.nextBoolean() ? OptionalInt.of(random.nextInt()) : OptionalInt.empty(),
        random.nextBoolean() ? OptionalDouble.of(random.nextDouble()) : OptionalDouble.empty(),
        random.nextBoolean() ? OptionalDouble.of(random.nextDouble()) : OptionalDouble.empty(),
        annotations(random),
        maybe(
            random,
            new ImageHash(
                random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong())),
        maybe(
            random, List.of(DateSource.values()).get(random.nextInt(DateSource.values().length))));
  }

  private static Annotations annotations(Random random) {
    return new Annotations(
        maybe(random, "A title, 💡 " + random.nextInt()),
        maybe(random, "x".repeat(random.nextInt(70_000))),
        random.nextBoolean() ? List.of("one\nline", "another") : List.of(),
        random.nextBoolean() ? List.of("family", "", "Grüße") : List.of(),
        random.nextBoolean() ? OptionalInt.of(random.nextInt(-1, 6)) : OptionalInt.empty(),
        random.nextBoolean()
            ? Annotations.Further.NONE
            : new Annotations.Further(
                List.of("Überschrift"), List.of("Ada", "Grace"), List.of("Ann"), List.of("Ærø")));
  }

  private static Attachments attachments(Random random) {
    return new Attachments(
        random.nextBoolean() ? "a.xmp 7 1700000000000" : "",
        annotations(random),
        random.nextBoolean() ? List.of(Path.of("/photos/a.cr2")) : List.of(),
        random.nextBoolean(),
        maybe(
            random,
            new CaptureDate(
                LocalDateTime.of(2021, 7, 3, 18, 22, random.nextInt(60)),
                maybe(random, ZoneOffset.ofHours(2)),
                random.nextBoolean() ? DateSource.SIDECAR : DateSource.TAKEOUT)),
        maybe(random, new ImageMetadata.Place(random.nextDouble(-90, 90), 2.25)));
  }

  private static <T> Optional<T> maybe(Random random, T value) {
    return random.nextBoolean() ? Optional.of(value) : Optional.empty();
  }
}
