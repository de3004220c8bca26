package dev.sightline.searcher.query;

import dev.sightline.searcher.query.Condition.DateSpan;
import dev.sightline.searcher.query.Condition.NumberRange;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes a query that was parsed so that it parses to the same again: the inverse of
/// [QueryParser].
public final class QueryPrinter {
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_./*?-]+");

  private QueryPrinter() {}

  /// The query in its own language.
  public static String print(Query query) {
    return query.clauses().stream().map(QueryPrinter::print).collect(Collectors.joining(" "));
  }

  /// One clause in the language of queries.
  public static String print(Query.Clause clause) {
    return switch (clause) {
      case Query.Text(var sentence, var weight) -> sign(weight) + weighed(sentence, weight);
      case Query.Like(var target, var weight) ->
          sign(weight) + "like:" + quoted(target) + weight(weight);
      case Query.Filter(var condition, var negated) -> (negated ? "-" : "") + print(condition);
      case Query.Order(var order) -> "sort:" + order.written();
      case Query.Cut(var confidence) -> "min:" + number(confidence);
    };
  }

  private static String print(Condition condition) {
    String values =
        switch (condition) {
          case Condition.Dates(var field, var spans) ->
              spans.stream().map(span -> print(field, span)).collect(Collectors.joining(","));
          case Condition.Numbers(_, var ranges) ->
              ranges.stream().map(QueryPrinter::print).collect(Collectors.joining(","));
          case Condition.Texts(_, var texts) ->
              texts.stream().map(QueryPrinter::value).collect(Collectors.joining(","));
          case Condition.Near(var latitude, var longitude, var metres) ->
              "%s,%s,%sm".formatted(number(latitude), number(longitude), number(metres));
          case Condition.Learned(_, var names) ->
              names.stream().map(QueryPrinter::value).collect(Collectors.joining(","));
          case Condition.Chosen(_, var names, _) ->
              names.stream().map(QueryPrinter::value).collect(Collectors.joining(","));
        };
    return condition.field() + ":" + values;
  }

  private static String print(String field, DateSpan span) {
    return switch (span) {
      case DateSpan.Recurring(var year, var month, var day) ->
          "%s-%s-%s".formatted(part(year, "%04d"), part(month, "%02d"), part(day, "%02d"));
      case DateSpan.Between(var from, var until) ->
          switch (field) {
            case "after" -> day(from.toLocalDate());
            case "before" -> day(until.toLocalDate());
            default -> between(from, until);
          };
    };
  }

  private static String between(LocalDateTime from, LocalDateTime until) {
    String start = from.equals(DateParser.EARLIEST) ? "" : day(from.toLocalDate());
    String end = until.equals(DateParser.LATEST) ? "" : day(until.toLocalDate().minusDays(1));
    if (start.isEmpty() && end.isEmpty()) {
      return day(from.toLocalDate()) + ".."; // a range has at least one end
    }
    return start.equals(end) ? start : start + ".." + end;
  }

  private static String day(LocalDate date) {
    return "%04d-%02d-%02d".formatted(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
  }

  private static String part(OptionalInt value, String format) {
    return value.isPresent() ? String.format(Locale.ROOT, format, value.getAsInt()) : "*";
  }

  private static String print(NumberRange range) {
    String from = Double.isInfinite(range.from()) ? "" : number(range.from());
    String to = Double.isInfinite(range.to()) ? "" : number(range.to());
    return from + ".." + to;
  }

  /// All digits, and no exponent, which the language does not have.
  private static String number(double number) {
    return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
  }

  /// In quotes, unless it needs none. A quotation mark in it gets a backslash. Backslashes right
  /// before a quotation mark are doubled, as [QueryParser] reads them.
  public static String value(String text) {
    if (PLAIN.matcher(text).matches()) {
      return text;
    }
    return quoted(text);
  }

  private static String quoted(String text) {
    var written = new StringBuilder("\"");
    int slashes = 0;
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (letter == '"') {
        written.repeat('\\', slashes + 1);
      }
      slashes = letter == '\\' ? slashes + 1 : 0;
      written.append(letter);
    }
    return written.repeat('\\', slashes).append('"').toString();
  }

  /// What holds a quotation mark was not written in quotes: its words are weighed one by one, but
  /// for a dash alone, which would become a minus.
  private static String weighed(String text, double weight) {
    if (!text.contains("\"")) {
      return '"' + text + '"' + weight(weight);
    }
    return Stream.of(text.split(" "))
        // always told: a word may itself end like a weight
        .map(word -> word.equals("-") ? word : word + "^" + number(Math.abs(weight)))
        .collect(Collectors.joining(" "));
  }

  private static String sign(double weight) {
    return weight < 0 ? "-" : "";
  }

  private static String weight(double weight) {
    boolean usual = weight == Query.DEFAULT_WEIGHT || weight == Query.DEFAULT_MINUS;
    return usual ? "" : "^" + number(Math.abs(weight));
  }
}
