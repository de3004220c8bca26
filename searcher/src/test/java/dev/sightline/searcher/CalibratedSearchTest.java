package dev.sightline.searcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.searcher.ranking.Answer;
import dev.sightline.searcher.request.SearchRequest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Confidences of the bundled model, which comes with a calibration, on real photos. Queries are
/// words that no file is named after, so that only what is in the photos counts.
class CalibratedSearchTest {
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
  @CsvSource({"a pyramid, asdfgh qwerty", "a pyramid, a helicopter", "a pyramid, a piano"})
  void what_is_there_is_likelier_than_what_is_not(String present, String absent) {
    assertThat(best(present)).isGreaterThan(2 * best(absent));
  }

  @ParameterizedTest
  @ValueSource(strings = {"asdfgh qwerty", "a submarine", "a piano", "a lobster"})
  void nothing_matches_where_nothing_is_there(String query) {
    Answer answer = library.search(query);

    assertThat(answer.hits()).isEmpty();
    assertThat(answer.calibrated()).isTrue();
  }

  @Test
  void how_many_are_listed_does_not_change_a_confidence() {
    Map<String, Double> all = confidences("a pyramid min:0", ALL);

    for (int k : new int[] {1, 3, 20}) {
      assertThat(all).containsAllEntriesOf(confidences("a pyramid min:0", k));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sort:date", "sort:-date", "sort:name", "sort:size", "sort:diverse"})
  void the_order_does_not_change_a_confidence(String sort) {
    Map<String, Double> unordered = confidences("a pyramid min:0", ALL);

    confidences("a pyramid min:0 " + sort, ALL)
        .forEach((id, it) -> assertThat(it).isCloseTo(unordered.get(id), within(1e-6)));
  }

  @Test
  void a_cut_does_not_change_a_confidence() {
    assertThat(confidences("a pyramid min:0", ALL))
        .containsAllEntriesOf(confidences("a pyramid min:0.02", ALL));
  }

  @Test
  void a_filter_that_leaves_the_best_out_changes_the_confidences_of_the_rest() {
    Map<String, Double> all = confidences("a pyramid min:0", ALL);
    Answer within = library.search("a pyramid min:0 -name:DSC_0482.jpg");

    Answer.Hit next = within.hits().getFirst();
    assertThat(within.hits()).hasSize(ALL - 1);
    assertThat(next.confidence().orElseThrow()).isNotEqualTo(all.get(next.image().id()));
    assertThat(next.confidence().orElseThrow()).isLessThan(best("a pyramid"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a cat -dog",
        "\"a cat\" \"a dog\"",
        "like:00000000000000000000000000000000",
        "a cat like:00000000000000000000000000000000"
      })
  void queries_of_several_parts_and_pictures_say_that_nothing_was_fitted_for_them(String query) {
    Answer answer = library.search(query);

    assertThat(answer.calibrated()).isFalse();
    assertThat(answer.cut()).isEqualTo(0.5);
  }

  @Test
  void a_list_without_a_meaning_has_no_calibration_to_speak_of() {
    assertThat(library.search("sort:date").calibrated()).isFalse();
  }

  @Test
  void a_photo_stands_where_its_hit_does() {
    Answer.Hit hit = library.search("a pyramid min:0").hits().getFirst();

    RankExplanation standing =
        library.searcher().standing(SearchRequest.local("a pyramid", 1), hit.image().id());

    assertThat(standing.confidence().orElseThrow())
        .isCloseTo(hit.confidence().orElseThrow(), within(1e-6));
    assertThat(standing.cut()).isEqualTo(library.search("a pyramid").cut());
  }

  private static double best(String query) {
    return library.search(query + " min:0").hits().getFirst().confidence().orElseThrow();
  }

  private static Map<String, Double> confidences(String query, int k) {
    List<Answer.Hit> hits = library.searcher().search(SearchRequest.local(query, k)).hits();
    var confidences = new HashMap<String, Double>();
    hits.forEach(hit -> confidences.put(hit.image().id(), hit.confidence().orElseThrow()));
    return confidences;
  }
}
