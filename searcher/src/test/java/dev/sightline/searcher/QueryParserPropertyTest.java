package dev.sightline.searcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.searcher.query.Query;
import dev.sightline.searcher.query.QueryException;
import dev.sightline.searcher.query.QueryParser;
import dev.sightline.searcher.query.QueryPrinter;
import dev.sightline.testkit.RandomSeeds;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;

/// Whatever is typed is a query or an error that says where.
class QueryParserPropertyTest {
  private static final List<String> PIECES =
      List.of(
          " ",
          " ",
          " ",
          "\"",
          "\"",
          "-",
          "--",
          "^",
          "^2",
          "^0.5",
          "^-1",
          "^x",
          ":",
          "like:",
          "min:",
          "min:0.5",
          "min:2",
          "befor:",
          "after:",
          "LIKE:",
          "dog",
          "a",
          "12:30",
          "café",
          "😀",
          "\ud83d",
          "\u0000",
          "\u00a0",
          "\u200b",
          "\t",
          "\\",
          "/",
          "a.jpg",
          "(",
          ")",
          "*",
          "date:",
          "2021",
          "*-12",
          "..",
          ">",
          "<=",
          "5MB",
          "camera:",
          "near:",
          "1,2,3km",
          "-has:gps",
          "sort:-date",
          "in:",
          "f:",
          "é\u0301",
          "猫",
          "0",
          ".",
          ",",
          "'",
          "%s",
          "~");

  @ParameterizedTest(name = "seed {0}")
  @RandomSeeds(100)
  void anything_is_a_query_or_an_error_with_a_position_inside_it(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      String text = anything(random);
      try {
        assertThat(QueryParser.parse(text).clauses()).hasSizeLessThanOrEqualTo(32);
      } catch (QueryException e) {
        assertThat(e.getMessage()).as(text).matches("(?s).*[.?]").doesNotContain("null");
        assertThat(e.position()).as(text).isBetween(0, text.length());
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @RandomSeeds(100)
  void a_query_that_is_printed_parses_to_itself(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      String text = anything(random);
      parse(text)
          .ifPresent(
              query -> {
                String printed = QueryPrinter.print(query);
                if (printed.length() <= QueryParser.MAX_CHARACTERS) {
                  assertThat(QueryParser.parse(printed))
                      .as("%s -> %s", text, printed)
                      .isEqualTo(query);
                }
              });
    }
  }

  private static Optional<Query> parse(String text) {
    try {
      return Optional.of(QueryParser.parse(text));
    } catch (QueryException e) {
      return Optional.empty();
    }
  }

  /// Pieces that mean something to the parser, put together at random.
  private static String anything(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(random.nextInt(10) == 0 ? 400 : 15); i >= 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }
}
