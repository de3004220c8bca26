package dev.sightline.cluster.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.library.FolderPattern;
import dev.sightline.library.LibraryRoot;
import dev.sightline.searcher.query.QueryParser;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What filters become is tested over a real cluster; here, that nothing people write is read as
/// Solr's own language.
class SolrFiltersTest {
  private static List<String> clauses(String query) {
    var question = new CollectionQuery();
    var filters =
        new SolrFilters(question, List.of(new LibraryRoot(Path.of("/photos"), List.of())), Set::of);
    question.filter(filters.all(QueryParser.parse(query).filters()));
    var parameters = question.parameters();
    return parameters.getParameterNamesIterator().hasNext()
        ? parameters.stream()
            .filter(it -> it.getKey().startsWith("c"))
            .map(it -> it.getValue()[0])
            .toList()
        : List.of();
  }

  @Test
  void a_value_is_all_that_comes_after_its_own_parser() {
    assertThat(clauses("ext:\"jpg} OR {!func}1\""))
        .containsExactly("{!term f=extension}jpg} or {!func}1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a OR *:*", "a' OR id:'b", "a) {!func}1", "a\\ b", "a/b/", "x:[* TO *]"})
  void patterns_are_escaped_letter_by_letter(String value) {
    List<String> clauses = clauses("camera:\"" + value + "\"");

    assertThat(clauses).hasSize(1);
    String pattern = clauses.getFirst();
    assertThat(pattern).startsWith("camera:*").endsWith("*");
    String inner = pattern.substring("camera:*".length(), pattern.length() - 1);
    assertThat(inner.replaceAll("\\\\.", "")).matches("[a-z0-9]*");
  }

  @Test
  void a_folder_is_named_from_the_roots_on_with_either_separator() {
    String pattern = FolderPattern.below("/photos/2020/Holiday");

    assertThat(pattern).contains("[/\\\\]");
    assertThat(clauses("in:2020/Holiday"))
        .containsExactly("path:/" + pattern.replace("/", "\\/") + "/");
  }

  @Test
  void open_ends_stay_within_what_the_fields_hold() {
    assertThat(clauses("width:>=1000")).containsExactly("width:[1000 TO 2147483647]");
    assertThat(clauses("f:<=2.8")).containsExactly("aperture:[* TO 2.8]");
  }
}
