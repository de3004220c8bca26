package dev.sightline.searcher.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.searcher.encoding.RandomLibrary;
import dev.sightline.searcher.lucene.LuceneRetriever;
import dev.sightline.searcher.query.QueryParser;
import dev.sightline.searcher.suggest.Suggestion.Kind;
import dev.sightline.testkit.RandomSeeds;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTest {
  private static final int MANY = 50;

  @TempDir private Path folder;
  private RandomLibrary library;
  private Suggestions suggestions;

  @BeforeEach
  void makeALibrary() {
    library = new RandomLibrary(folder.resolve("library"));
    suggestions =
        new Suggestions(
            new LuceneRetriever(library.reader()), field -> List.of("grandma", "garden " + field));
  }

  @AfterEach
  void close() {
    library.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cam                | camera:",
        "dog ca             | dog camera:, dog caption:",
        "-ca                | -camera:, -caption:",
        "\"a dog\" so       | \"a dog\" sort:",
        "-so                | ''",
        "\"a ca             | ''",
        "camera:leica       | camera:\"leica canon eos r5\", camera:\"leica nikon d750\","
            + " camera:leica, camera:\"leica q2\"",
        "-lens:rf           | -lens:\"rf24-70mm f2.8 l\"",
        "in:20              | in:2020, in:2020/holiday, in:2020b",
        "dog in:HOL         | dog in:holiday, dog in:2020/holiday",
        "ext:jpg,h          | ext:jpg,heic",
        "orientation:p      | orientation:portrait, orientation:landscape"
      })
  void the_last_word_is_completed(String typed, String expected) {
    List<String> wanted = expected.isEmpty() ? List.of() : List.of(expected.split(", "));

    assertThat(suggestions.of(typed, List.of(), MANY))
        .extracting(it -> it.query().toLowerCase(java.util.Locale.ROOT))
        .containsExactlyInAnyOrderElementsOf(wanted);
  }

  @Test
  void a_value_says_how_many_images_it_leaves_and_can_be_asked_for_at_once() {
    var retriever = new LuceneRetriever(library.reader());
    for (String field : List.of("date:", "ext:", "lens:", "orientation:", "has:")) {
      List<Suggestion> values = suggestions.of(field, List.of(), MANY);

      assertThat(values).as(field).isNotEmpty();
      for (Suggestion it : values) {
        long left = retriever.count(QueryParser.parse(it.query()).filters());
        assertThat(it.kind()).isEqualTo(Kind.VALUE);
        assertThat(left).as(it.query()).isPositive();
        assertThat(it.count()).as(it.query()).isIn(0L, left);
      }
    }
  }

  @Test
  void queries_that_were_asked_come_first_when_they_begin_like_this() {
    var recent = new RecentQueries();
    List.of("a cat", "d", "do", "dog", "dog on", "dog on a beach", "camels", " ", "a cat")
        .forEach(recent::add);

    assertThat(recent.all()).containsExactly("a cat", "camels", "dog on a beach");
    assertThat(suggestions.of("ca", recent.all(), MANY))
        .extracting(Suggestion::shown)
        .containsExactly("camels", "camera:", "caption:");
    assertThat(suggestions.of("", recent.all(), 2))
        .extracting(Suggestion::kind)
        .containsExactly(Kind.RECENT, Kind.RECENT);
    assertThat(suggestions.of("a cat", recent.all(), MANY)).isEmpty();
  }

  /// Suggesting never fails, whatever has been typed so far.
  @ParameterizedTest(name = "seed {0}")
  @RandomSeeds(50)
  void whatever_is_typed_there_is_an_answer(long seed) {
    var random = new Random(seed);
    String letters = "ab:\"-, cameraindate^*?é\u202e😀\t";
    String typed =
        random
            .ints(random.nextInt(20), 0, letters.length())
            .mapToObj(i -> letters.substring(i, i + 1))
            .collect(Collectors.joining());

    assertThat(suggestions.of(typed, List.of(), MANY))
        .allSatisfy(it -> assertThat(it.shown()).isNotEmpty());
  }
}
