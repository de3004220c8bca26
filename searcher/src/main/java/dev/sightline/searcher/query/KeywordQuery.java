package dev.sightline.searcher.query;

import dev.sightline.library.schema.WordAnalysis;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The words of a query that are looked for in names, captions and keywords.
///
/// @param text as it was written, to be compared with file names; may be empty
/// @param wanted its words that mean something; an image that holds all is a match
/// @param unwanted the words of each sentence that is pushed away; an image that holds all of one
///     is no match by its words
public record KeywordQuery(String text, List<String> wanted, List<List<String>> unwanted) {
  /// No words.
  public static final KeywordQuery NONE = new KeywordQuery("", List.of(), List.of());

  /// Copies the lists.
  public KeywordQuery {
    wanted = List.copyOf(wanted);
    unwanted = unwanted.stream().map(List::copyOf).toList();
  }

  /// The words of a text.
  public static KeywordQuery of(String text) {
    return new KeywordQuery(text, distinct(text), List.of());
  }

  /// The words of a query; none when it also pushes one of them away.
  public static KeywordQuery of(Query query) {
    String text = sentences(query, it -> it.weight() > 0).collect(Collectors.joining(" "));
    List<String> wanted = distinct(text);
    List<List<String>> unwanted =
        sentences(query, it -> it.weight() < 0)
            .map(KeywordQuery::distinct)
            .filter(it -> !it.isEmpty())
            .toList();
    boolean torn = unwanted.stream().flatMap(List::stream).anyMatch(wanted::contains);
    return torn ? NONE : new KeywordQuery(text, wanted, unwanted);
  }

  private static Stream<String> sentences(Query query, Predicate<Query.Text> which) {
    return query.meanings().stream()
        .filter(Query.Text.class::isInstance)
        .map(Query.Text.class::cast)
        .filter(which)
        .map(Query.Text::sentence);
  }

  private static List<String> distinct(String text) {
    return WordAnalysis.meaningful(text).stream().distinct().toList();
  }

  /// Whether nothing is looked for.
  public boolean isEmpty() {
    return wanted.isEmpty();
  }
}
