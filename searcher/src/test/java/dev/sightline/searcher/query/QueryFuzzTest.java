package dev.sightline.searcher.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/// Texts that Jazzer makes up, guided by which branches of the parser they reach. In a build only
/// those in the resources are tried. To look for new ones, have JAZZER_FUZZ=1 in the environment
/// and run `mvn -pl searcher -am test -Dtest=QueryFuzzTest` with
/// `-Dsurefire.failIfNoSpecifiedTests=false`.
class QueryFuzzTest {
  @FuzzTest(maxDuration = "5m")
  void what_is_read_is_written_so_that_it_is_read_the_same(FuzzedDataProvider data) {
    String text = data.consumeRemainingAsString();
    Query query;
    try {
      query = QueryParser.parse(text);
    } catch (QueryException e) {
      assertThat(e.position()).isBetween(0, text.length());
      return;
    }
    String printed = QueryPrinter.print(query);
    if (printed.length() <= QueryParser.MAX_CHARACTERS) {
      assertThat(QueryParser.parse(printed)).as("%s -> %s", text, printed).isEqualTo(query);
    }
  }

  @FuzzTest(maxDuration = "1m")
  void any_text_can_be_completed_at_its_end(FuzzedDataProvider data) {
    String text = data.consumeRemainingAsString();

    PartialQuery typed = PartialQuery.of(text);

    assertThat(text).startsWith(typed.before());
  }
}
