package dev.sightline.searcher.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.image.StoredVector;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.schema.FilterFields;
import dev.sightline.searcher.FilterOracle;
import dev.sightline.searcher.encoding.RandomLibrary;
import dev.sightline.searcher.query.KeywordQuery;
import dev.sightline.searcher.query.Query;
import dev.sightline.searcher.query.QueryException;
import dev.sightline.searcher.query.QueryParser;
import dev.sightline.searcher.ranking.KeywordHit;
import dev.sightline.searcher.retrieval.MatchCriteria;
import dev.sightline.searcher.retrieval.Retriever;
import dev.sightline.searcher.retrieval.SearchBudget;
import dev.sightline.testkit.RandomSeeds;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/// Filters are exact and complete, whatever images there are and whatever is asked.
class LuceneFiltersTest {
  private static final int IMAGES = RandomLibrary.IMAGES;

  @TempDir private Path folder;
  private RandomLibrary library;
  private LibraryReader reader;

  @BeforeEach
  void makeALibrary() {
    library = new RandomLibrary(folder.resolve("library"));
    reader = library.reader();
  }

  @AfterEach
  void close() {
    library.close();
  }

  private static List<String> sorted(List<String> ids) {
    return ids.stream().sorted().toList();
  }

  private static List<String> ids(List<IndexedImage> images) {
    return images.stream().map(IndexedImage::id).sorted().toList();
  }

  private List<String> expected(List<Query.Filter> filters) {
    var oracle = new FilterOracle(RandomLibrary.ROOT);
    return ids(
        library.images().stream().filter(image -> oracle.satisfies(image, filters)).toList());
  }

  @Test
  void every_filter_and_its_opposite_leave_exactly_what_they_should() {
    var retriever = new LuceneRetriever(reader);
    for (String value : RandomLibrary.FILTERS) {
      for (String sign : List.of("", "-")) {
        List<Query.Filter> filters = QueryParser.parse(sign + value).filters();
        var listed = retriever.listed(filters, Query.SortOrder.NEWEST, IMAGES);

        assertThat(sorted(listed.ids())).as(sign + value).isEqualTo(expected(filters));
        assertThat(listed.matches()).isEqualTo(listed.ids().size());
        assertThat(retriever.count(filters)).isEqualTo(listed.ids().size());
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
        text.append(random.nextBoolean() ? "" : "-")
            .append(RandomLibrary.one(random, RandomLibrary.FILTERS))
            .append(' ');
      }
      List<Query.Filter> filters = QueryParser.parse(text.toString()).filters();
      List<String> expected = expected(filters);
      float[] query = RandomLibrary.vector(random);

      var scanned = retriever.scan(query, IMAGES, -1, filters);
      var walked = retriever.nearest(query, SearchBudget.of(IMAGES), -1, filters);
      var ordered =
          retriever.ordered(
              MatchCriteria.near(filters, query, -1, KeywordQuery.NONE),
              Query.SortOrder.OLDEST,
              IMAGES);

      assertThat(idsOf(scanned)).as(text.toString()).isEqualTo(expected);
      assertThat(idsOf(walked)).as(text.toString()).isEqualTo(expected);
      assertThat(idsOf(ordered)).as(text.toString()).isEqualTo(expected);
    }
  }

  private static List<String> idsOf(Retriever.Retrieved found) {
    return sorted(found.neighbours().stream().map(Retriever.Neighbour::id).toList());
  }

  private static List<IndexedImage> listed(
      LuceneRetriever retriever, Query.SortOrder order, int k) {
    return retriever.listed(List.of(), order, k).ids().stream()
        .map(id -> retriever.image(id).orElseThrow())
        .toList();
  }

  private static List<Retriever.Worded> worded(
      LuceneRetriever retriever, String text, float[] query) {
    return retriever.worded(KeywordQuery.of(text), query, List.of(), IMAGES).stream()
        .map(it -> new Retriever.Worded(it.id(), it.cosine(), it.share(), false))
        .toList();
  }

  @Test
  void matches_are_ordered_by_what_was_asked_for() {
    var retriever = new LuceneRetriever(reader);
    var bySize = listed(retriever, Query.SortOrder.SIZE, IMAGES);
    var byName = listed(retriever, Query.SortOrder.NAME, IMAGES);
    var oldest = listed(retriever, Query.SortOrder.OLDEST, 5);
    var newest = listed(retriever, Query.SortOrder.NEWEST, IMAGES);

    assertThat(bySize)
        .isSortedAccordingTo(
            (a, b) -> Long.compare(b.files().getFirst().bytes(), a.files().getFirst().bytes()));
    assertThat(byName)
        .extracting(it -> FilterFields.folded(it.path().getFileName().toString()))
        .isSorted();
    assertThat(oldest).hasSize(5).contains(newest.getLast());
  }

  @Test
  void scores_stay_with_their_images_in_any_order() {
    var retriever = new LuceneRetriever(reader);
    float[] query = RandomLibrary.vector(new Random(3));

    for (var it :
        retriever
            .ordered(
                MatchCriteria.near(List.of(), query, -1, KeywordQuery.NONE),
                Query.SortOrder.NAME,
                20)
            .neighbours()) {
      float[] stored = reader.stored(it.id()).map(StoredVector::vector).orElseThrow();
      double cosine = 0;
      for (int i = 0; i < RandomLibrary.DIMENSION; i++) {
        cosine += (double) stored[i] * query[i];
      }
      assertThat(it.cosine()).isCloseTo(cosine, org.assertj.core.api.Assertions.within(1e-5));
    }
  }

  @Test
  void words_of_a_query_are_words_whatever_lucene_thinks_of_them() {
    var retriever = new LuceneRetriever(reader);
    float[] query = RandomLibrary.vector(new Random(3));

    assertThat(worded(retriever, "dog AND NOT (beach OR *:*)", query))
        .isEqualTo(worded(retriever, "dog beach", query))
        .isNotEmpty();
    assertThat(worded(retriever, "caption:dog~2^5 [a TO z]", query))
        .noneMatch(Retriever.Worded::holdsAll);
    assertThat(worded(retriever, "the of and", query)).isEmpty();
  }

  @Test
  void those_with_all_words_come_first_then_those_with_the_rarer_ones() {
    var retriever = new LuceneRetriever(reader);
    List<Retriever.Worded> found =
        worded(retriever, "dog beach", RandomLibrary.vector(new Random(3)));

    assertThat(found)
        .extracting(Retriever.Worded::share)
        .isSortedAccordingTo((a, b) -> Double.compare(b, a));
    for (Retriever.Worded it : found) {
      IndexedImage image = retriever.image(it.id()).orElseThrow();
      assertThat(it.holdsAll()).isEqualTo(new KeywordHit(KeywordQuery.of("dog beach")).isIn(image));
      assertThat(it.share()).isPositive();
    }
    assertThat(found).anyMatch(it -> !it.holdsAll()).anyMatch(Retriever.Worded::holdsAll);
  }

  @Test
  void a_photo_with_a_word_that_is_pushed_away_is_not_found_by_its_words() {
    var retriever = new LuceneRetriever(reader);
    float[] query = RandomLibrary.vector(new Random(3));
    KeywordQuery words = KeywordQuery.of(QueryParser.parse("dog -beach -\"no such words\""));

    List<Retriever.Worded> found = retriever.worded(words, query, List.of(), IMAGES);

    var dog = new KeywordHit(KeywordQuery.of("dog"));
    var beach = new KeywordHit(KeywordQuery.of("beach"));
    assertThat(found)
        .hasSize(
            (int)
                library.images().stream()
                    .filter(image -> dog.isIn(image) && !beach.isIn(image))
                    .count())
        .isNotEmpty();
    assertThat(KeywordQuery.of(QueryParser.parse("beach dog -beach")).isEmpty()).isTrue();
  }

  @Test
  void the_very_file_name_is_told_with_and_without_its_extension() {
    var retriever = new LuceneRetriever(reader);
    IndexedImage image = library.images().get(40);
    String name = image.path().getFileName().toString();
    String stem = name.substring(0, name.lastIndexOf('.'));
    for (String text : List.of(name, stem, name.toUpperCase(java.util.Locale.ROOT))) {
      var found =
          retriever.worded(
              KeywordQuery.of(text), RandomLibrary.vector(new Random(3)), List.of(), IMAGES);

      assertThat(found.stream().filter(Retriever.Worded::named).map(Retriever.Worded::id))
          .as(text)
          .containsExactly(image.id());
    }
  }

  @Test
  void a_concept_that_is_not_there_says_so() {
    var filters = QueryParser.parse("concept:grandma").filters();

    assertThatThrownBy(() -> new LuceneRetriever(reader).count(filters))
        .isInstanceOf(QueryException.class)
        .hasMessage("There is no concept 'grandma' in this library.");
  }
}
