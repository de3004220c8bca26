package dev.sightline.searcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/// Reads the query language:
///
/// ```
/// query   := clause*
/// clause  := text | minus | like | cut
/// text    := word+ | "…"            plain words together are one sentence
/// minus   := -word | -"…"
/// weight  := clause^number
/// like    := like:FILE | like:ID
/// cut     := min:P
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

  private static final Set<String> FIELDS = Set.of("like", "min");

  /// Fields of the language that this version does not answer yet: said so, instead of "unknown".
  private static final Set<String> LATER_FIELDS =
      Set.of(
          "after",
          "before",
          "date",
          "camera",
          "lens",
          "in",
          "name",
          "caption",
          "tag",
          "rating",
          "ext",
          "orientation",
          "size",
          "width",
          "height",
          "near",
          "has",
          "concept",
          "label",
          "iso",
          "focal",
          "f",
          "sort");

  private final String text;
  private int at;
  private final List<Query.Clause> clauses = new ArrayList<>();
  private final StringBuilder sentence = new StringBuilder();
  private double sentenceWeight = Query.DEFAULT_WEIGHT;

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
      if (clauses.size() > MAX_CLAUSES) {
        throw new QueryException(
            start, "The query has more than %d clauses.".formatted(MAX_CLAUSES));
      }
      skipSpace();
    }
    if (!sentence.isEmpty()) {
      clauses.addFirst(new Query.Text(sentence.toString(), sentenceWeight));
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
      String quoted = readQuoted();
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
    String word = readUntilSpace();
    OptionalInt caret = weightCaret(word);
    double weight = minus ? Query.DEFAULT_MINUS : Query.DEFAULT_WEIGHT;
    if (caret.isPresent()) {
      weight = weight(word.substring(caret.getAsInt() + 1), start + caret.getAsInt() + 1, minus);
      word = word.substring(0, caret.getAsInt());
    }
    addWord(word, minus, caret.isPresent(), weight, start);
  }

  private void addWord(String word, boolean minus, boolean weighted, double weight, int start) {
    if (minus) {
      requireVisible(word, start);
      clauses.add(new Query.Text(word, weight));
      return;
    }
    if (!isVisible(word)) {
      return; // control characters between words mean nothing
    }
    if (!sentence.isEmpty()) {
      sentence.append(' ');
    }
    sentence.append(word);
    if (weighted) {
      sentenceWeight = weight;
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
    if (LATER_FIELDS.contains(field)) {
      throw new QueryException(
          start,
          "At character %d: '%s:' is not answered by this version yet. For its words, quote them: \"%s\"."
              .formatted(start + 1, field, tokenFrom(start)));
    }
    if (!FIELDS.contains(field)) {
      throw new QueryException(
          start,
          "At character %d: there is no field '%s:'. Did you mean '%s:'? For its words, quote them: \"%s\"."
              .formatted(start + 1, field, nearest(field), tokenFrom(start)));
    }
    at = valueStart;
    switch (field) {
      case "like" -> {
        boolean quoted = at < text.length() && text.charAt(at) == '"';
        String value = quoted ? readQuoted() : readUntilSpace();
        double weight = minus ? Query.DEFAULT_MINUS : Query.DEFAULT_WEIGHT;
        if (quoted) {
          weight = readWeight(minus);
        } else {
          OptionalInt caret = weightCaret(value);
          if (caret.isPresent()) {
            weight =
                weight(value.substring(caret.getAsInt() + 1), valueStart + caret.getAsInt(), minus);
            value = value.substring(0, caret.getAsInt());
          }
        }
        if (value.isEmpty()) {
          throw new QueryException(
              start,
              "At character %d: 'like:' needs a file or an id right after it."
                  .formatted(start + 1));
        }
        clauses.add(new Query.Like(value, weight));
      }
      default -> {
        if (minus) {
          throw new QueryException(
              start, "At character %d: 'min:' cannot be turned round.".formatted(start + 1));
        }
        clauses.add(new Query.Cut(confidence(readUntilSpace(), valueStart)));
      }
    }
  }

  private static double confidence(String value, int position) {
    try {
      double confidence = Double.parseDouble(value);
      if (confidence >= 0 && confidence <= 1) {
        return confidence;
      }
    } catch (NumberFormatException e) {
      // said below, together with numbers out of range
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
      return weight(readUntilSpace().substring(1), start, minus);
    }
    return minus ? Query.DEFAULT_MINUS : Query.DEFAULT_WEIGHT;
  }

  /// Where the weight of a word begins, when what follows its last caret starts like a number:
  /// `beach^2` has one, `^_^` is a word.
  private static OptionalInt weightCaret(String word) {
    int caret = word.lastIndexOf('^');
    boolean weighs =
        caret > 0
            && caret + 1 < word.length()
            && "0123456789.-+".indexOf(word.charAt(caret + 1)) >= 0;
    return weighs ? OptionalInt.of(caret) : OptionalInt.empty();
  }

  private static double weight(String value, int position, boolean minus) {
    try {
      double weight = Double.parseDouble(value);
      if (weight > 0 && Double.isFinite(weight)) {
        return minus ? -weight : weight;
      }
    } catch (NumberFormatException e) {
      // said below, together with numbers out of range
    }
    throw new QueryException(
        position,
        "At character %d: a weight is a number above 0, read '%s'. To push away, put - in front."
            .formatted(position + 1, value));
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

  private String readUntilSpace() {
    String token = tokenFrom(at);
    at += token.length();
    return token;
  }

  private void skipSpace() {
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
  }

  private static String nearest(String field) {
    var all = new ArrayList<>(FIELDS);
    all.addAll(LATER_FIELDS);
    var distances = new java.util.HashMap<String, Integer>();
    all.forEach(known -> distances.put(known, editDistance(field, known)));
    return distances.entrySet().stream()
        .min(
            Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .orElseThrow()
        .getKey();
  }

  /// Levenshtein's distance: insertions, deletions and replacements between two words.
  private static int editDistance(String from, String to) {
    var previous = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      var current = new int[to.length() + 1];
      current[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
