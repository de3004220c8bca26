package dev.sightline.cluster.query;

import dev.sightline.cluster.schema.CollectionFields;
import dev.sightline.searcher.query.KeywordQuery;
import java.util.ArrayList;
import java.util.List;

/// The words of a query as clauses over names, captions and keywords.
final class SolrKeywordQuery {
  private final CollectionQuery question;
  private final KeywordQuery words;
  private final List<String> holding = new ArrayList<>();

  /// @param question takes the clauses
  /// @param words at least one wanted
  SolrKeywordQuery(CollectionQuery question, KeywordQuery words) {
    this.question = question;
    this.words = words;
    words.wanted().forEach(word -> holding.add(holding(word)));
  }

  private String holding(String word) {
    return question.any(
        List.of(
            question.term(CollectionFields.NAME_WORDS, word),
            question.term(CollectionFields.CAPTION_WORDS, word),
            question.term(CollectionFields.KEYWORD_WORDS, word)));
  }

  /// One clause a wanted word: the images that hold it.
  List<String> holding() {
    return holding;
  }

  /// The images that hold all words and none that is pushed away.
  String holdingAll() {
    return question.clause(
        "{!bool%s%s}"
            .formatted(
                CollectionQuery.references("must", holding),
                CollectionQuery.references("must_not", pushedAway())));
  }

  /// The images that hold some words, not all, and none that is pushed away.
  String holdingSome() {
    var not = new ArrayList<>(pushedAway());
    not.add(holdingAll());
    return question.clause(
        "{!bool%s%s}"
            .formatted(
                CollectionQuery.references("should", holding),
                CollectionQuery.references("must_not", not)));
  }

  private List<String> pushedAway() {
    return words.unwanted().stream()
        .map(sentence -> question.both(sentence.stream().map(this::holding).toList()))
        .toList();
  }

  /// The images whose very file name is the text, with or without what comes after the last point.
  String named(String name) {
    return question.any(
        List.of(
            question.term(CollectionFields.FILE_NAME, name),
            question.clause(
                "%s:/%s\\.[^.]*/".formatted(CollectionFields.FILE_NAME, expression(name)))));
  }

  /// A text as a regular expression that means only itself.
  private static String expression(String text) {
    var escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (!Character.isLetterOrDigit(c)) {
                escaped.append('\\');
              }
              escaped.appendCodePoint(c);
            });
    return escaped.toString();
  }
}
