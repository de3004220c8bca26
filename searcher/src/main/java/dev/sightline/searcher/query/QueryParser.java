package dev.sightline.searcher.query;

import dev.sightline.library.schema.WordAnalysis;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// Reads the query language:
///
/// ```
/// query   := clause*
/// clause  := text | minus | like | filter | order | cut
/// text    := word+ | "…"            plain words together are one sentence with one weight
/// minus   := -word | -"…"
/// weight  := clause^number          0.001 to 1000
/// like    := like:FILE | like:ID
/// filter  := field:value            a,b are alternatives; -field:value negates
/// order   := sort:ORDER             the last one counts
/// cut     := min:P                  the last one counts
/// ```
///
/// A field that is not known is an error, never words: `befor:2021` must not silently become a
/// sentence. A token whose left side is not letters only (`12:30`) is words, and so is everything
/// in quotes.
public final class QueryParser {
  /// The longest query, in characters.
  public static final int MAX_CHARACTERS = 1000;

  /// The most clauses of a query.
  public static final int MAX_CLAUSES = 32;

  private final String text;
  private int at;
  private final List<Query.Clause> clauses = new ArrayList<>();
  private final StringBuilder sentence = new StringBuilder();
  private OptionalDouble sentenceWeight = OptionalDouble.empty();

  private QueryParser(String text) {
    this.text = text;
  }

  /// Reads a query.
  ///
  /// @throws QueryException if it is too long or not in the language
  public static Query parse(String text) {
    if (text.length() > MAX_CHARACTERS) {
      throw new QueryException(
          MAX_CHARACTERS,
          "The query has %,d characters; at most %,d are read. Say it shorter."
              .formatted(text.length(), MAX_CHARACTERS));
    }
    return new QueryParser(text).parse();
  }

  private Query parse() {
    skipSpace();
    while (at < text.length()) {
      int start = at;
      readClause();
      if (clauses.size() + (sentence.isEmpty() ? 0 : 1) > MAX_CLAUSES) {
        throw new QueryException(
            start, "The query has more than %d clauses.".formatted(MAX_CLAUSES));
      }
      skipSpace();
    }
    if (!sentence.isEmpty()) {
      clauses.addFirst(
          new Query.Text(sentence.toString(), sentenceWeight.orElse(Query.DEFAULT_WEIGHT)));
    }
    return new Query(clauses);
  }

  private void readClause() {
    int start = at;
    boolean minus = text.charAt(at) == '-' && startsMeaning(at + 1);
    if (minus) {
      at++;
    }
    if (text.charAt(at) == '"') {
      String quoted = WordAnalysis.composed(readQuoted());
      double weight = readWeight(minus);
      requireVisible(quoted, start);
      clauses.add(new Query.Text(quoted, weight));
      return;
    }
    int fieldEnd = fieldEnd(at);
    if (fieldEnd >= 0) {
      readField(fieldEnd, minus, start);
      return;
    }
    int wordStart = at;
    String word = readUntilSpace();
    OptionalInt caret = WeightParser.caret(word);
    double weight = minus ? Query.DEFAULT_MINUS : Query.DEFAULT_WEIGHT;
    if (caret.isPresent()) {
      int weightStart = caret.getAsInt() + 1;
      weight = WeightParser.weight(word.substring(weightStart), wordStart + weightStart, minus);
      word = word.substring(0, caret.getAsInt());
    }
    addWord(word, minus, caret.isPresent(), weight, start);
  }

  private void addWord(String word, boolean minus, boolean weighted, double weight, int start) {
    if (minus) {
      requireVisible(word, start);
      clauses.add(new Query.Text(WordAnalysis.composed(word), weight));
      return;
    }
    if (!isVisible(word)) {
      return; // control characters between words mean nothing
    }
    if (!sentence.isEmpty()) {
      sentence.append(' ');
    }
    sentence.append(WordAnalysis.composed(word));
    if (weighted) {
      requireOneWeight(weight, start);
      sentenceWeight = OptionalDouble.of(weight);
    }
  }

  private void requireOneWeight(double weight, int start) {
    if (sentenceWeight.isPresent() && sentenceWeight.getAsDouble() != weight) {
      throw new QueryException(
          start,
          "At character %d: plain words are one sentence with one weight. To weigh them apart, quote each part, as in \"a dog\"^2 \"a beach\"."
              .formatted(start + 1));
    }
  }

  /// A dash pushes away when something follows it at once; alone, or as `--`, it is a word.
  private boolean startsMeaning(int position) {
    return position < text.length()
        && !isSpace(text.charAt(position))
        && text.charAt(position) != '-';
  }

  private void readField(int fieldEnd, boolean minus, int start) {
    String field = text.substring(at, fieldEnd);
    int valueStart = fieldEnd + 1;
    if (!QueryFields.isKnown(field)) {
      throw new QueryException(
          start,
          "At character %d: there is no field '%s:'. Did you mean '%s:'? For its words, quote them: \"%s\"."
              .formatted(start + 1, field, QueryFields.nearest(field), quotable(start)));
    }
    at = valueStart;
    if (QueryFields.isFilter(field)) {
      clauses.add(new Query.Filter(FilterParser.parse(field, readValues(field, start)), minus));
      return;
    }
    if (field.equals("like")) {
      readLike(minus, start);
      return;
    }
    if (minus) {
      throw new QueryException(
          start, "At character %d: '%s:' cannot be turned round.".formatted(start + 1, field));
    }
    String value = readUntilSpace();
    clauses.add(
        field.equals("sort")
            ? new Query.Order(order(value, valueStart))
            : new Query.Cut(confidence(value, valueStart)));
  }

  private void readLike(boolean minus, int start) {
    int valueStart = at;
    boolean quoted = at < text.length() && text.charAt(at) == '"';
    String value = quoted ? readQuotedValue() : readUntilSpace();
    double weight = minus ? Query.DEFAULT_MINUS : Query.DEFAULT_WEIGHT;
    if (quoted) {
      weight = readWeight(minus);
    } else {
      OptionalInt caret = WeightParser.caret(value);
      if (caret.isPresent()) {
        int weightStart = caret.getAsInt() + 1;
        weight = WeightParser.weight(value.substring(weightStart), valueStart + weightStart, minus);
        value = value.substring(0, caret.getAsInt());
      }
    }
    if (value.isEmpty()) {
      throw new QueryException(
          start,
          "At character %d: 'like:' needs a file or an id right after it.".formatted(start + 1));
    }
    clauses.add(new Query.Like(value, weight));
  }

  /// The values of a filter: with commas between them, each perhaps in quotes.
  private List<FilterParser.Value> readValues(String field, int start) {
    var values = new ArrayList<FilterParser.Value>();
    do {
      if (!values.isEmpty()) {
        at++; // the comma
      }
      int valueStart = at;
      boolean quoted = at < text.length() && text.charAt(at) == '"';
      String value = WordAnalysis.composed(quoted ? readQuotedValue() : readUntilComma());
      if (!isVisible(value)) {
        throw new QueryException(
            start,
            "At character %d: '%s:' needs a value right after it%s."
                .formatted(start + 1, field, values.isEmpty() ? "" : ", and after each comma"));
      }
      values.add(new FilterParser.Value(value, valueStart));
    } while (at < text.length() && text.charAt(at) == ',');
    if (at < text.length() && !isSpace(text.charAt(at))) {
      throw new QueryException(
          at, "At character %d: after a quoted value comes a comma or a space.".formatted(at + 1));
    }
    return values;
  }

  private static Query.SortOrder order(String value, int position) {
    for (Query.SortOrder order : Query.SortOrder.values()) {
      if (order.written().equals(value)) {
        return order;
      }
    }
    List<String> all = Stream.of(Query.SortOrder.values()).map(Query.SortOrder::written).toList();
    throw new QueryException(
        position,
        "At character %d: 'sort:' takes %s, read '%s'. Did you mean '%s'?"
            .formatted(position + 1, String.join(", ", all), value, NearestWord.of(value, all)));
  }

  private static double confidence(String value, int position) {
    OptionalDouble confidence = WeightParser.number(value);
    if (confidence.isPresent() && confidence.getAsDouble() <= 1) {
      return confidence.getAsDouble();
    }
    throw new QueryException(
        position,
        "At character %d: 'min:' takes a confidence from 0 to 1, read '%s'."
            .formatted(position + 1, value));
  }

  /// The end of a field's name when a field starts here: letters only, then a colon. Else -1.
  private int fieldEnd(int from) {
    int end = from;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return end > from && end < text.length() && text.charAt(end) == ':' ? end : -1;
  }

  private String readQuoted() {
    int start = at;
    int close = text.indexOf('"', at + 1);
    if (close < 0) {
      throw new QueryException(
          start, "At character %d: the quotation mark is never closed.".formatted(start + 1));
    }
    at = close + 1;
    return text.substring(start + 1, close);
  }

  private double readWeight(boolean minus) {
    if (at < text.length() && text.charAt(at) == '^') {
      int start = at + 1;
      return WeightParser.weight(readUntilSpace().substring(1), start, minus);
    }
    return minus ? Query.DEFAULT_MINUS : Query.DEFAULT_WEIGHT;
  }

  private static void requireVisible(String words, int position) {
    if (!isVisible(words)) {
      throw new QueryException(
          position, "At character %d: there are no words to search for.".formatted(position + 1));
    }
  }

  private static boolean isVisible(String words) {
    return words.codePoints().anyMatch(it -> !isSpace(it) && !Character.isISOControl(it));
  }

  private static boolean isSpace(int character) {
    return Character.isWhitespace(character) || Character.isSpaceChar(character);
  }

  private String tokenFrom(int start) {
    int end = start;
    while (end < text.length() && !isSpace(text.charAt(end))) {
      end++;
    }
    return text.substring(start, end);
  }

  /// The words to put in quotes in place of an unknown field: the token itself and the plain words
  /// after it, up to the next clause of another kind.
  private String quotable(int start) {
    int end = start + tokenFrom(start).length();
    int next = end;
    while (next < text.length()) {
      while (next < text.length() && isSpace(text.charAt(next))) {
        next++;
      }
      String token = tokenFrom(next);
      if (token.isEmpty() || token.startsWith("-") || token.startsWith("\"") || isField(next)) {
        break;
      }
      next += token.length();
      end = next;
    }
    return text.substring(start, end).replace("\"", "").strip();
  }

  private boolean isField(int from) {
    int end = fieldEnd(from);
    return end >= 0 && QueryFields.isKnown(text.substring(from, end));
  }

  /// A quoted value in which `\"` stands for a quotation mark. Backslashes stand for themselves,
  /// except right before a quotation mark: there two stand for one, as in the command lines of
  /// Windows. A value that would never be closed ends at its next quotation mark, so that
  /// `in:"C:\Photos\"` means what it says.
  private String readQuotedValue() {
    var value = new StringBuilder();
    int next = at + 1;
    while (next < text.length() && text.charAt(next) != '"') {
      int slashes = 0;
      while (next < text.length() && text.charAt(next) == '\\') {
        slashes++;
        next++;
      }
      boolean beforeQuote = next < text.length() && text.charAt(next) == '"';
      value.repeat('\\', beforeQuote ? slashes / 2 : slashes);
      if (beforeQuote && slashes % 2 == 1) {
        value.append('"');
        next++;
      } else if (slashes == 0) {
        value.append(text.charAt(next));
        next++;
      }
    }
    if (next >= text.length()) {
      return readQuoted();
    }
    at = next + 1;
    return value.toString();
  }

  private String readUntilSpace() {
    String token = tokenFrom(at);
    at += token.length();
    return token;
  }

  private String readUntilComma() {
    int start = at;
    while (at < text.length() && text.charAt(at) != ',' && !isSpace(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private void skipSpace() {
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
  }
}
