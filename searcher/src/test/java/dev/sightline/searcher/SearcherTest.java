package dev.sightline.searcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.searcher.query.QueryException;
import dev.sightline.searcher.ranking.Answer;
import dev.sightline.searcher.ranking.Answer.Hit;
import dev.sightline.searcher.ranking.Answer.MatchesRelation;
import dev.sightline.searcher.ranking.Answer.Strategy;
import dev.sightline.searcher.request.SearchRequest;
import dev.sightline.searcher.retrieval.Facets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Questions to a library of real photos, asked with the bundled model.
///
/// That model is small: of 66 sample photos it finds the right one first for 4 of 10 captions, and
/// "astronaut" is none of its words. The questions are such as it can answer.
class SearcherTest {
  private static final String CAT = "animals/pets/cat-portrait.jpg";
  private static final String ELEPHANT = "stamps/elephant.jpg";
  private static final String PYRAMID = "holiday/DSC_0482.jpg";
  private static final int ALL = SampleLibrary.PHOTOS.size();

  @TempDir private static Path folder;
  private static SampleLibrary library;

  @BeforeAll
  static void indexThePhotos() throws Exception {
    library = new SampleLibrary(folder.resolve("library"));
  }

  @AfterAll
  static void close() {
    library.close();
  }

  @ParameterizedTest
  @CsvSource({
    "a cat, animals/pets/cat-portrait.jpg",
    "the Eiffel Tower, city/eiffel-tower.jpg",
    "a pyramid, holiday/DSC_0482.jpg",
    "a teddy bear, stamps/teddy-bear.jpg",
    "a dolphin, animals/wild/dolphin-under-water.jpg",
    "an elephant, stamps/elephant.jpg"
  })
  void the_right_photo_comes_first_and_counts_as_a_match(String query, String photo) {
    Answer answer = search(query);
    Hit first = answer.hits().getFirst();

    assertThat(first.image().path()).isEqualTo(SampleLibrary.file(photo));
    assertThat(first.rank()).isEqualTo(1);
    assertThat(first.confidence().orElseThrow()).isGreaterThanOrEqualTo(answer.cut());
    assertThat(first.textScore()).isEqualTo(first.score());
  }

  @Test
  void an_answer_tells_how_it_came_about() {
    Answer answer = search("a pyramid");

    assertThat(answer.query()).isEqualTo("a pyramid");
    assertThat(answer.model()).isEqualTo("sightline-tiny");
    assertThat(answer.took()).isPositive();
    assertThat(answer.strategy()).isEqualTo(Strategy.EXACT);
    assertThat(answer.cut()).isCloseTo(0.0250, within(1e-4)); // calibration.json's
    assertThat(answer.calibrated()).isTrue();
    assertThat(answer.matchesRelation()).isEqualTo(MatchesRelation.EQ);
    assertThat(answer.matches()).isEqualTo(answer.hits().size());
  }

  @Test
  void hits_come_best_first_numbered_and_no_likelier_than_those_before() {
    List<Hit> hits = search("a cat min:0").hits();

    for (int i = 1; i < hits.size(); i++) {
      Hit better = hits.get(i - 1);
      Hit worse = hits.get(i);
      assertThat(worse.rank()).isEqualTo(i + 1);
      assertThat(worse.score().orElseThrow()).isLessThanOrEqualTo(better.score().orElseThrow());
      assertThat(worse.confidence().orElseThrow())
          .isBetween(0.0, better.confidence().orElseThrow());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a cat", "asdfgh qwerty", "beach -people", "😀"})
  void a_cut_of_0_returns_every_photo_by_exact_scan(String query) {
    Answer answer = search(query + " min:0");

    assertThat(answer.hits()).hasSize(ALL);
    assertThat(answer.matches()).isEqualTo(ALL);
    assertThat(answer.matchesRelation()).isEqualTo(MatchesRelation.EQ);
    assertThat(answer.strategy()).isEqualTo(Strategy.EXACT);
    assertThat(answer.cut()).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 0.9, 0.99})
  void a_cut_keeps_the_hits_of_at_least_its_confidence(double cut) {
    Answer everything = search("an animal min:0");
    List<Hit> expected =
        everything.hits().stream().filter(hit -> hit.confidence().orElseThrow() >= cut).toList();

    Answer answer = search("an animal min:" + cut);

    assertThat(answer.hits()).isEqualTo(expected);
    assertThat(answer.matches()).isEqualTo(expected.size());
  }

  @Test
  void nothing_reaches_a_cut_of_1() {
    Answer answer = search("a cat min:1");

    assertThat(answer.hits()).isEmpty();
    assertThat(answer.matches()).isZero();
  }

  @Test
  void fewer_hits_than_matches_are_listed_when_fewer_are_asked_for() {
    Answer answer = library.searcher().search(SearchRequest.local("a cat min:0", 3));

    assertThat(answer.hits()).hasSize(3).isEqualTo(search("a cat min:0").hits().subList(0, 3));
    assertThat(answer.matches()).isEqualTo(ALL);
  }

  @Test
  void a_minus_pushes_away() {
    int before = rank("a grey animal", ELEPHANT);
    int after = rank("a grey animal -\"an elephant\"", ELEPHANT);

    assertThat(before).isLessThanOrEqualTo(3);
    assertThat(after).isGreaterThan(ALL / 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-\"an elephant\"", "-people -like:x min:0", "-a after:2001"})
  void a_query_that_only_pushes_away_says_what_to_add(String query) {
    assertThatThrownBy(() -> search(query))
        .isInstanceOf(QueryException.class)
        .hasMessage(
            "The query only says what photos should not show. Add what they should, as in: beach"
                + " -people.");
  }

  @Test
  void one_factor_on_all_weights_changes_nothing() {
    List<Hit> plain = search("\"a cat\" -\"a dog\" min:0").hits();
    List<Hit> scaled = search("\"a cat\"^400 -\"a dog\"^200 min:0").hits();

    for (int i = 0; i < ALL; i++) {
      assertThat(scaled.get(i).image()).isEqualTo(plain.get(i).image());
      assertThat(scaled.get(i).score().orElseThrow())
          .isCloseTo(plain.get(i).score().orElseThrow(), within(1e-6));
    }
  }

  @Test
  void a_heavier_part_draws_nearer() {
    assertThat(rank("\"a cat\"^5 \"a pyramid\"", CAT)).isEqualTo(1);
    assertThat(rank("\"a cat\" \"a pyramid\"^5", PYRAMID)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a cat -\"a cat\"^1", "\"a cat\" -\"a cat\"^1 -dog^2 \"dog\"^2"})
  void parts_that_cancel_are_an_error(String query) {
    assertThatThrownBy(() -> search(query))
        .isInstanceOf(QueryException.class)
        .hasMessage("The parts of this query cancel each other out: change a weight.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "min:0.9"})
  void a_query_without_meaning_lists_the_newest_first_without_scores(String query) {
    Answer answer = search(query);

    List<String> newestFirst = SampleLibrary.PHOTOS.reversed();
    assertThat(SampleLibrary.photos(answer)).isEqualTo(newestFirst);
    assertThat(answer.strategy()).isEqualTo(Strategy.FILTER);
    assertThat(answer.matches()).isEqualTo(ALL);
    assertThat(answer.hits())
        .allSatisfy(
            hit -> {
              assertThat(hit.score()).isEmpty();
              assertThat(hit.confidence()).isEmpty();
              assertThat(hit.textScore()).isEmpty();
            });
    assertThat(answer.hits()).extracting(Hit::rank).startsWith(1, 2, 3);
  }

  @Test
  void a_listing_gives_as_many_as_are_asked_for_and_counts_all() {
    Answer answer = library.searcher().search(SearchRequest.local("", 2));

    assertThat(answer.hits()).hasSize(2);
    assertThat(answer.matches()).isEqualTo(ALL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "an animal min:0",
        "an animal min:0 sort:date",
        "an animal min:0 sort:diverse",
        "min:0.1 an animal -cat",
        "sort:name",
        "elephant min:0",
        ""
      })
  void pages_of_any_size_are_the_parts_of_one_answer(String query) {
    List<String> whole = SampleLibrary.photos(search(query));
    var searcher = library.searcher();
    for (int k : List.of(1, 5, ALL)) {
      var request = SearchRequest.local(query, k);
      Answer page = searcher.search(request);
      var photos = new ArrayList<>(SampleLibrary.photos(page));
      while (page.next().isPresent()) {
        page = searcher.search(request.from(page.next().get()));
        assertThat(page.hits().getFirst().rank()).isEqualTo(photos.size() + 1);
        photos.addAll(SampleLibrary.photos(page));
      }

      assertThat(photos).as("by " + k).isEqualTo(whole);
    }
  }

  @Test
  void facets_count_all_matches_however_few_are_shown() {
    Facets facets = library.searcher().facets(SearchRequest.local("a cat min:0", 1), 10);

    assertThat(facets.matches()).isEqualTo(ALL);
    assertThat(library.searcher().facets(SearchRequest.local("a cat", 1), 10).matches())
        .isEqualTo(search("a cat").matches());
  }

  @Test
  void the_longest_query_of_the_most_clauses_is_answered() {
    String query = String.join(" ", Collections.nCopies(32, "\"a long way to say so little\""));

    assertThat(search(query + " ".repeat(1000 - query.length())).matches())
        .isEqualTo(search("a long way to say so little").matches());
  }

  /// The words that matter come after more than the 77 tokens that the model reads at once.
  @Test
  void a_sentence_longer_than_the_model_reads_is_searched_whole_and_says_so() {
    String filler = "the quick old thing of a very long and quite useless text ".repeat(7);
    String query = filler + "a pyramid a pyramid a pyramid a pyramid a pyramid a pyramid";

    Answer cut = search(filler + "min:0");
    Answer whole = search(query + " min:0");

    assertThat(whole.notes())
        .containsExactly(
            "\"the quick old thing of a very long and q…\" is longer than the model reads at once:"
                + " it was searched in 2 parts.");
    assertThat(SampleLibrary.hit(whole, PYRAMID).rank())
        .isLessThan(SampleLibrary.hit(cut, PYRAMID).rank());
    assertThat(search("a pyramid").notes()).isEmpty();
  }

  @Test
  void a_request_for_no_hits_is_refused() {
    assertThatThrownBy(() -> SearchRequest.local("a cat", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("k is at least 1, got 0");
  }

  private static Answer search(String query) {
    return library.search(query);
  }

  private static int rank(String query, String photo) {
    return SampleLibrary.hit(search(query + " min:0"), photo).rank();
  }
}
