package dev.sightline.searcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.library.Annotations;
import dev.sightline.library.Beside;
import dev.sightline.library.ImageMetadata;
import dev.sightline.library.IndexedFile;
import dev.sightline.library.IndexedImage;
import dev.sightline.library.LibraryModel;
import dev.sightline.library.LibraryReader;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.LibraryWriter;
import dev.sightline.library.StoredVector;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/// Filters are exact and complete, whatever images there are and whatever is asked.
class LuceneFiltersTest {
  private static final Path ROOT = Path.of("/photos");
  private static final int IMAGES = 300;
  private static final int DIMENSION = 8;
  private static final LibraryModel MODEL =
      new LibraryModel("tiny", "aaaa", "bbbb", DIMENSION, "/models/tiny");

  private static final List<String> VALUES =
      List.of(
          "date:2019",
          "date:2020-02",
          "date:2019..2021",
          "date:*-12-25",
          "date:*-*-07",
          "date:2020-*-25",
          "date:*-02,*-12",
          "after:2020-06",
          "before:2020-06-15",
          "camera:nikon",
          "camera:\"eos r5\"",
          "camera:canon,leica",
          "lens:50mm",
          "lens:f/1.8",
          "in:2020",
          "in:2020/holiday",
          "in:HOLIDAY",
          "in:a\\*b",
          "name:IMG_1*",
          "name:\"img 12\"",
          "name:*.png",
          "name:grusse",
          "caption:dog",
          "caption:\"dog beach\"",
          "tag:family",
          "tag:\"big dog\"",
          "rating:5",
          "rating:>=3",
          "ext:jpg",
          "ext:png,heic",
          "orientation:square",
          "orientation:portrait",
          "size:>1MB",
          "size:500KB..2MB",
          "width:>=1000",
          "height:<500",
          "near:48.85,2.35,20km",
          "near:0,179.99,100km",
          "has:gps",
          "has:date",
          "has:camera",
          "has:caption",
          "has:duplicates",
          "iso:<400",
          "iso:100..800",
          "focal:24..70",
          "f:1.8",
          "f:<=2.8");

  @TempDir private Path folder;
  private final List<IndexedImage> images = new ArrayList<>();
  private LibraryReader reader;

  @BeforeEach
  void makeALibrary() {
    try (var writer = LibraryWriter.open(folder.resolve("library"), MODEL)) {
      writer.setState(writer.state().withRoots(List.of(new LibraryRoot(ROOT, List.of()))));
      var random = new Random(7);
      for (int i = 0; i < IMAGES; i++) {
        IndexedImage image = image(random, i);
        images.add(image);
        writer.put(image, vector(random));
        if (i % 90 == 0) {
          writer.commit(); // several segments
        }
      }
      writer.commit();
    }
    reader = LibraryReader.open(folder.resolve("library"));
  }

  @AfterEach
  void close() {
    reader.close();
  }

  private static float[] vector(Random random) {
    var sum = new VectorSum();
    var vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    sum.add(vector, 1);
    return sum.unit().orElseThrow();
  }

  private static <T> T one(Random random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private static <T> Optional<T> maybe(Random random, List<T> values) {
    return random.nextInt(3) == 0 ? Optional.empty() : Optional.of(one(random, values));
  }

  private static IndexedImage image(Random random, int number) {
    var files = new ArrayList<IndexedFile>();
    long bytes = random.nextLong(3_000_000);
    for (int i = 0; i < (random.nextInt(5) == 0 ? 2 : 1); i++) {
      String name =
          one(random, List.of("", "2020/", "2020/holiday/", "2020b/", "holiday/", "a*b/"))
              + one(random, List.of("IMG_1%d", "img-%d", "Grüße %d", "x12_%d"))
                  .formatted(10 * number + i)
              + one(random, List.of(".jpg", ".JPG", ".png", ".heic"));
      files.add(
          new IndexedFile(
              ROOT.resolve(name),
              bytes,
              1_550_000_000_000L + random.nextLong(100_000_000_000L),
              "",
              random.nextBoolean() ? Beside.NOTHING : beside(random)));
    }
    int width = random.nextInt(1, 2000);
    return new IndexedImage(
        "%032x".formatted(number),
        files,
        new ImageMetadata(
            "jpeg",
            width,
            random.nextInt(4) == 0 ? width : random.nextInt(1, 2000),
            1,
            random.nextBoolean()
                ? Optional.of(
                    LocalDateTime.of(
                        random.nextInt(2018, 2023),
                        one(random, List.of(1, 2, 6, 12)),
                        one(random, List.of(1, 7, 14, 25)),
                        random.nextInt(24),
                        random.nextInt(60),
                        random.nextInt(60)))
                : Optional.empty(),
            Optional.empty(),
            maybe(random, List.of("NIKON CORPORATION", "Canon", "Leica")),
            maybe(random, List.of("NIKON D750", "Canon EOS R5", "Q2")),
            maybe(random, List.of("50mm f/1.8", "RF24-70mm F2.8 L")),
            maybe(
                random,
                List.of(
                    new ImageMetadata.Place(48.86, 2.34),
                    new ImageMetadata.Place(0, -179.95),
                    new ImageMetadata.Place(-33.8, 151.2))),
            random.nextBoolean()
                ? OptionalInt.of(one(random, List.of(100, 400, 3200)))
                : OptionalInt.empty(),
            random.nextBoolean()
                ? OptionalDouble.of(one(random, List.of(24.0, 50.0, 200.0)))
                : OptionalDouble.empty(),
            random.nextBoolean()
                ? OptionalDouble.of(one(random, List.of(1.8, 2.8, 8.0)))
                : OptionalDouble.empty(),
            annotations(random)));
  }

  private static Beside beside(Random random) {
    return new Beside("x", annotations(random), List.of(), random.nextInt(4) == 0);
  }

  private static Annotations annotations(Random random) {
    return new Annotations(
        maybe(random, List.of("A dog", "The Beach")),
        Optional.empty(),
        maybe(random, List.of("a dog on a beach", "Käse")).stream().toList(),
        maybe(random, List.of("family", "big dog", "big", "dog")).stream().toList(),
        random.nextBoolean() ? OptionalInt.of(random.nextInt(6)) : OptionalInt.empty());
  }

  private static List<String> ids(List<IndexedImage> images) {
    return images.stream().map(IndexedImage::id).sorted().toList();
  }

  private List<String> expected(List<Query.Filter> filters) {
    var oracle = new FilterOracle(ROOT);
    return ids(images.stream().filter(image -> oracle.satisfies(image, filters)).toList());
  }

  @Test
  void every_filter_and_its_opposite_leave_exactly_what_they_should() {
    var retriever = new LuceneRetriever(reader);
    for (String value : VALUES) {
      for (String sign : List.of("", "-")) {
        List<Query.Filter> filters = QueryParser.parse(sign + value).filters();
        var listed = retriever.listed(filters, Query.SortOrder.NEWEST, IMAGES);

        assertThat(ids(listed.images())).as(sign + value).isEqualTo(expected(filters));
        assertThat(listed.matches()).isEqualTo(listed.images().size());
        assertThat(retriever.count(filters)).isEqualTo(listed.images().size());
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @RandomSeeds(30)
  void filters_together_hold_for_a_scan_a_walk_and_a_list_alike(long seed) {
    var random = new Random(seed);
    var retriever = new LuceneRetriever(reader);
    for (int i = 0; i < 20; i++) {
      var text = new StringBuilder();
      for (int f = 0; f <= random.nextInt(3); f++) {
        text.append(random.nextBoolean() ? "" : "-").append(one(random, VALUES)).append(' ');
      }
      List<Query.Filter> filters = QueryParser.parse(text.toString()).filters();
      List<String> expected = expected(filters);
      float[] query = vector(random);

      var scanned = retriever.scan(query, IMAGES, -1, filters);
      var walked = retriever.nearest(query, SearchBudget.of(IMAGES), -1, filters);
      var ordered = retriever.ordered(query, "", IMAGES, -1, filters, Query.SortOrder.OLDEST);

      assertThat(idsOf(scanned)).as(text.toString()).isEqualTo(expected);
      assertThat(idsOf(walked)).as(text.toString()).isEqualTo(expected);
      assertThat(idsOf(ordered)).as(text.toString()).isEqualTo(expected);
    }
  }

  private static List<String> idsOf(Retriever.Retrieved found) {
    return ids(found.neighbours().stream().map(Retriever.Neighbour::image).toList());
  }

  @Test
  void matches_are_ordered_by_what_was_asked_for() {
    var retriever = new LuceneRetriever(reader);
    var bySize = retriever.listed(List.of(), Query.SortOrder.SIZE, IMAGES).images();
    var byName = retriever.listed(List.of(), Query.SortOrder.NAME, IMAGES).images();
    var oldest = retriever.listed(List.of(), Query.SortOrder.OLDEST, 5).images();
    var newest = retriever.listed(List.of(), Query.SortOrder.NEWEST, IMAGES).images();

    assertThat(bySize)
        .isSortedAccordingTo(
            (a, b) -> Long.compare(b.files().getFirst().bytes(), a.files().getFirst().bytes()));
    assertThat(byName)
        .extracting(it -> it.path().getFileName().toString().toLowerCase(java.util.Locale.ROOT))
        .isSorted();
    assertThat(oldest).hasSize(5).contains(newest.getLast());
  }

  @Test
  void scores_stay_with_their_images_in_any_order() {
    var retriever = new LuceneRetriever(reader);
    float[] query = vector(new Random(3));

    for (var it :
        retriever.ordered(query, "", 20, -1, List.of(), Query.SortOrder.NAME).neighbours()) {
      float[] stored = reader.stored(it.image().id()).map(StoredVector::vector).orElseThrow();
      double cosine = 0;
      for (int i = 0; i < DIMENSION; i++) {
        cosine += (double) stored[i] * query[i];
      }
      assertThat(it.cosine()).isCloseTo(cosine, org.assertj.core.api.Assertions.within(1e-5));
    }
  }

  @Test
  void words_of_a_query_are_words_whatever_lucene_thinks_of_them() {
    var retriever = new LuceneRetriever(reader);
    float[] query = vector(new Random(3));

    assertThat(retriever.worded("dog AND NOT (beach OR *:*)", query, List.of(), IMAGES))
        .isEqualTo(retriever.worded("dog beach", query, List.of(), IMAGES))
        .isNotEmpty();
    assertThat(retriever.worded("caption:dog~2^5 [a TO z]", query, List.of(), 10)).isEmpty();
    assertThat(retriever.worded("the of and", query, List.of(), 10)).isEmpty();
  }

  @Test
  void a_concept_that_is_not_there_says_so() {
    var filters = QueryParser.parse("concept:grandma").filters();

    assertThatThrownBy(() -> new LuceneRetriever(reader).count(filters))
        .isInstanceOf(QueryException.class)
        .hasMessage("There is no concept 'grandma' in this library.");
  }
}
