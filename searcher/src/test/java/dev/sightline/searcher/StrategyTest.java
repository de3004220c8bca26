package dev.sightline.searcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.searcher.ranking.Answer;
import dev.sightline.searcher.ranking.Answer.MatchesRelation;
import dev.sightline.searcher.ranking.Answer.Strategy;
import dev.sightline.searcher.request.SearchRequest;
import dev.sightline.searcher.retrieval.Retriever;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How a library is asked, by its size and what is wanted of it.
class StrategyTest {
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
    "10000, 20, scan 20",
    "10001, 20, nearest 20 of 128",
    "10001, 1000, nearest 1000 of 2000",
    "10001, 1001, scan 1001",
    "2000000, 10, nearest 10 of 128",
    "2000000, 2000000000, scan 2000000000"
  })
  void large_libraries_are_walked_for_few_hits_and_else_scanned(int size, int k, String asked) {
    var observed = new ObservedRetriever(library.retriever(), size);

    Answer answer = searcher(observed).search(SearchRequest.local("a pyramid", k));

    String evidence = size <= 10_000 ? "scan 5" : "nearest 5 of 128"; // for the confidence
    assertThat(observed.asked()).containsExactly(evidence, asked);
    assertThat(answer.strategy())
        .isEqualTo(asked.startsWith("scan") ? Strategy.EXACT : Strategy.GRAPH);
  }

  @Test
  void an_exact_question_is_scanned_however_large_the_library() {
    var observed = new ObservedRetriever(library.retriever(), 2_000_000);

    Answer answer = searcher(observed).search(SearchRequest.local("a pyramid", 5).scanned());

    assertThat(observed.asked()).containsExactly("nearest 5 of 128", "scan 5");
    assertThat(answer.strategy()).isEqualTo(Strategy.EXACT);
    assertThat(answer.matchesRelation()).isEqualTo(MatchesRelation.EQ);
  }

  @Test
  void matches_of_a_walk_are_told_as_at_least_so_many() {
    var observed = new ObservedRetriever(library.retriever(), 2_000_000);

    Answer answer = searcher(observed).search(SearchRequest.local("a pyramid", 5));

    assertThat(answer.matches()).isEqualTo(7);
    assertThat(answer.matchesRelation()).isEqualTo(MatchesRelation.GTE);
  }

  @Test
  void the_vectors_of_hits_are_read_only_when_words_and_pictures_are_mixed() {
    var words = new ObservedRetriever(library.retriever(), 16);
    var both = new ObservedRetriever(library.retriever(), 16);
    String id = SampleLibrary.id("stamps/elephant.jpg");

    searcher(words).search(SearchRequest.local("a cat -dog min:0", 16));
    searcher(both).search(SearchRequest.local("a cat min:0 like:" + id, 16));

    assertThat(words.asked()).doesNotContain("stored");
    assertThat(both.asked()).filteredOn("stored"::equals).hasSize(1 + 16);
  }

  @Test
  void a_query_without_meaning_asks_for_the_newest_alone() {
    var observed = new ObservedRetriever(library.retriever(), 2_000_000);

    searcher(observed).search(SearchRequest.local("", 5));

    assertThat(observed.asked()).containsExactly("listed 5");
  }

  private static Searcher searcher(Retriever retriever) {
    return new Searcher(
        library.model(), retriever, library.decoder(), folder.resolve("learned"), true);
  }
}
