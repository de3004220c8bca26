package dev.sightline.searcher.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.searcher.query.QueryException;
import dev.sightline.searcher.request.Cursor;
import dev.sightline.searcher.request.SearchRequest;
import dev.sightline.searcher.retrieval.RankedImage;
import dev.sightline.testkit.RandomSeeds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pages together are the whole answer, also when the library changes between them.
class PagingTest {
  @Test
  void a_cursor_is_read_as_it_was_written() {
    for (int last = 0; last <= Cursor.HITS; last++) {
      List<String> ids = IntStream.range(0, last).mapToObj("%032x"::formatted).toList();
      var cursor = new Cursor(20 + last, 20, -7, ids);

      assertThat(Cursor.parse(cursor.written())).isEqualTo(cursor);
      assertThat(cursor.written()).matches("[A-Za-z0-9_-]+");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "MSA1I",
        "%%%",
        "AAAA",
        "OTk5OTk5OTk5OTkgMQ",
        "MCAx",
        "MSA5OTk5OTk5OTk5OQ"
      })
  void what_is_no_cursor_is_refused(String text) {
    assertThatThrownBy(() -> Cursor.parse(text))
        .isInstanceOf(QueryException.class)
        .hasMessageStartingWith("That is not a cursor.");
  }

  @Test
  void a_cursor_of_another_query_is_refused() {
    var cursor = new Cursor(20, 20, "a cat".hashCode(), List.of());

    assertThat(SearchRequest.local("a cat", 5).from(cursor).after()).contains(cursor);
    assertThatThrownBy(() -> SearchRequest.local("a dog", 5).from(cursor))
        .isInstanceOf(QueryException.class)
        .hasMessageStartingWith("The cursor belongs to another query");
  }

  @Test
  void the_place_is_behind_the_last_hit_that_is_still_there() {
    Ranking ranking = ranking("new", "a", "b", "c", "d");

    assertThat(ranking.placeOf(new Cursor(2, 1, 0, List.of("b", "a")))).isEqualTo(3);
    assertThat(ranking.placeOf(new Cursor(3, 1, 0, List.of("gone", "b")))).isEqualTo(3);
    assertThat(ranking.placeOf(new Cursor(4, 1, 0, List.of("gone", "too")))).isEqualTo(4);
    assertThat(ranking.placeOf(new Cursor(40, 1, 0, List.of()))).isEqualTo(5);
  }

  @ParameterizedTest(name = "seed {0}")
  @RandomSeeds(100)
  void whatever_comes_and_goes_between_pages_nothing_is_shown_twice_or_left_out(long seed) {
    var random = new Random(seed);
    var ids = new ArrayList<String>();
    IntStream.range(0, 30).forEach(i -> ids.add("first" + i));
    var always = new HashSet<>(ids);
    var shown = new ArrayList<String>();
    int place = 0;
    int k = random.nextInt(1, 8);
    while (place < ids.size()) {
      List<String> page = ids.subList(place, Math.min(place + k, ids.size()));
      shown.addAll(page);
      var cursor =
          new Cursor(place + page.size(), 1, 0, page.reversed().stream().limit(4).toList());
      String last = page.getLast();
      for (int i = 0; i < random.nextInt(4); i++) {
        ids.add(random.nextInt(ids.size() + 1), "new" + random.nextLong());
        String gone = ids.get(random.nextInt(ids.size()));
        if (!gone.equals(last)) {
          ids.remove(gone);
          always.remove(gone);
        }
      }
      place = ranking(ids.toArray(String[]::new)).placeOf(cursor);
    }

    assertThat(shown).doesNotHaveDuplicates();
    assertThat(shown).containsAll(always);
  }

  private static Ranking ranking(String... ids) {
    var hits = new ArrayList<RankedImage>();
    for (String id : ids) {
      hits.add(new RankedImage(id, 0, false));
    }
    return new Ranking(hits, ids.length, true, Answer.Strategy.EXACT);
  }
}
