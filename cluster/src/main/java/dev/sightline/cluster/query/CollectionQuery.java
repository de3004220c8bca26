package dev.sightline.cluster.query;

import dev.sightline.cluster.schema.CollectionFields;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.solr.common.params.ModifiableSolrParams;

/// One question to a collection, made of clauses that are parameters of their own and refer to each
/// other by name: so nothing that people wrote has to be put into the middle of a clause.
public final class CollectionQuery {
  private static final String SPECIAL = "+-&|!(){}[]^\"~*?:\\/ ;<>=,@#$%'`";

  private final ModifiableSolrParams parameters = new ModifiableSolrParams();
  private int clauses;

  public CollectionQuery() {
    parameters.set("fl", CollectionFields.ID);
    parameters.set("q", "*:*");
  }

  /// The parameters so far; more may be set.
  public ModifiableSolrParams parameters() {
    return parameters;
  }

  public CollectionQuery set(String name, String... value) {
    parameters.set(name, value);
    return this;
  }

  public CollectionQuery rows(int rows) {
    parameters.set("rows", rows);
    return this;
  }

  /// Adds a clause.
  ///
  /// @return its name
  String clause(String query) {
    String name = "c" + clauses++;
    parameters.set(name, query);
    return name;
  }

  public String term(String field, String value) {
    return clause("{!term f=%s}%s".formatted(field, value));
  }

  public String prefix(String field, String value) {
    return clause("{!prefix f=%s}%s".formatted(field, value));
  }

  String nothing() {
    return clause("-*:*");
  }

  /// What satisfies any of some clauses.
  public String any(List<String> names) {
    return names.size() == 1
        ? names.getFirst()
        : names.isEmpty() ? nothing() : clause("{!bool%s}".formatted(references("should", names)));
  }

  /// What satisfies all of some clauses.
  String both(List<String> names) {
    return names.size() == 1
        ? names.getFirst()
        : clause("{!bool%s}".formatted(references("must", names)));
  }

  String not(String name) {
    return clause(
        "{!bool%s%s}"
            .formatted(
                references("must", List.of(everything())), references("must_not", List.of(name))));
  }

  String everything() {
    return clause("*:*");
  }

  /// References to clauses as a clause of clauses takes them.
  static String references(String kind, List<String> names) {
    return names.stream().map(it -> " %s=$%s".formatted(kind, it)).collect(Collectors.joining());
  }

  /// Words of one text.
  ///
  /// @param apart how far they may be from their places
  String phrase(String field, List<String> words, int apart) {
    String text = words.stream().map(CollectionQuery::literal).collect(Collectors.joining(" "));
    return clause("%s:\"%s\"%s".formatted(field, text, apart == 0 ? "" : "~" + apart));
  }

  /// Only images that satisfy these clauses are looked at.
  public void filter(List<String> names) {
    parameters.add(
        "fq", names.stream().map(it -> "{!query v=$%s}".formatted(it)).toArray(String[]::new));
  }

  /// The function that gives `(1 + cosine) / 2` with a vector.
  static String similarity(float[] vector) {
    return "vectorSimilarity(FLOAT32,DOT_PRODUCT,%s,%s)"
        .formatted(CollectionFields.VECTOR, written(vector));
  }

  /// A clause that holds from a cosine on.
  String near(float[] vector, double minimum) {
    // Solr compares floats; the one just below lets in what is equal but for rounding.
    float least = Math.nextDown((float) ((1 + minimum) / 2));
    return clause("{!frange l=%s}%s".formatted(Float.toString(least), similarity(vector)));
  }

  static String written(float[] vector) {
    var text = new StringBuilder("[");
    for (int i = 0; i < vector.length; i++) {
      text.append(i == 0 ? "" : ",").append(vector[i]);
    }
    return text.append(']').toString();
  }

  /// A score of [#similarity] as a cosine.
  static double cosine(Object score) {
    return score instanceof Number number ? 2.0 * number.floatValue() - 1 : -1;
  }

  /// A text of which nothing is read as Solr's language.
  static String literal(String text) {
    var escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (SPECIAL.indexOf(c) >= 0 || Character.isWhitespace(c)) {
                escaped.append('\\');
              }
              escaped.appendCodePoint(c);
            });
    return escaped.toString();
  }

  /// The same, but for `*` and `?`.
  static String glob(String pattern) {
    var escaped = new StringBuilder();
    pattern
        .codePoints()
        .forEach(
            c ->
                escaped.append(
                    c == '*' || c == '?' ? Character.toString(c) : literal(Character.toString(c))));
    return escaped.toString();
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%d clauses", clauses);
  }
}
