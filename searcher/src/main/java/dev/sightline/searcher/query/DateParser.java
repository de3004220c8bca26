package dev.sightline.searcher.query;

import dev.sightline.searcher.query.Condition.DateSpan;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads dates of the query language: a year, a month, a day, a range of these, or a day with parts
/// left open (`*-12-25`). `after:2021` begins with the first moment of 2021, `before:2021` ends
/// there, so that the two share no photo and leave none out.
final class DateParser {
  private static final Pattern DATE =
      Pattern.compile("(\\d{4}|\\*)(?:-(\\d{1,2}|\\*)(?:-(\\d{1,2}|\\*))?)?");

  /// Far enough for any photo, near enough for seconds in a long.
  static final LocalDateTime EARLIEST = LocalDate.of(0, 1, 1).atStartOfDay();

  static final LocalDateTime LATEST = LocalDate.of(10_000, 1, 1).atStartOfDay();

  private DateParser() {}

  /// Reads one value of `date:`, `after:` or `before:`.
  ///
  /// @throws QueryException if it is no date
  static DateSpan parse(String field, FilterParser.Value value) {
    String text = value.text();
    int dots = text.indexOf("..");
    if (dots < 0) {
      return switch (field) {
        case "after" -> new DateSpan.Between(whole(value, text).from(), LATEST);
        case "before" -> new DateSpan.Between(EARLIEST, whole(value, text).from());
        default -> dateOrDays(value, text);
      };
    }
    if (!field.equals("date") || text.length() == 2) {
      throw wrong(value, "a range belongs to date: and has at least one end");
    }
    LocalDateTime from = dots == 0 ? EARLIEST : whole(value, text.substring(0, dots)).from();
    LocalDateTime until =
        dots + 2 == text.length() ? LATEST : whole(value, text.substring(dots + 2)).until();
    if (!from.isBefore(until)) {
      throw wrong(value, "a range goes from the earlier date to the later");
    }
    return new DateSpan.Between(from, until);
  }

  private static DateSpan dateOrDays(FilterParser.Value value, String text) {
    if (!text.contains("*")) {
      return whole(value, text);
    }
    Matcher parts = DATE.matcher(text);
    if (!parts.matches()) {
      throw wrong(value, "this is no date");
    }
    OptionalInt year = part(parts.group(1));
    OptionalInt month = part(parts.group(2));
    OptionalInt day = part(parts.group(3));
    if (year.isEmpty() && month.isEmpty() && day.isEmpty()) {
      throw wrong(value, "this date leaves everything open");
    }
    try {
      // A leap year and a month of 31 days allow whatever some year and month allow.
      LocalDate.of(year.orElse(2000), month.orElse(1), day.orElse(1));
    } catch (DateTimeException e) {
      throw wrong(value, "there is no such date");
    }
    return new DateSpan.Recurring(year, month, day);
  }

  private static OptionalInt part(@org.jspecify.annotations.Nullable String text) {
    return text == null || text.equals("*")
        ? OptionalInt.empty()
        : OptionalInt.of(Integer.parseInt(text));
  }

  /// A year, month or day as a span of time.
  private static DateSpan.Between whole(FilterParser.Value value, String text) {
    Matcher parts = DATE.matcher(text);
    if (!parts.matches() || text.contains("*")) {
      throw wrong(value, "this is no date");
    }
    try {
      int year = Integer.parseInt(parts.group(1));
      if (parts.group(2) == null) {
        return between(LocalDate.of(year, 1, 1), LocalDate.of(year, 1, 1).plusYears(1));
      }
      var month = YearMonth.of(year, Integer.parseInt(parts.group(2)));
      if (parts.group(3) == null) {
        return between(month.atDay(1), month.plusMonths(1).atDay(1));
      }
      LocalDate day = LocalDate.of(year, month.getMonth(), Integer.parseInt(parts.group(3)));
      return between(day, day.plusDays(1));
    } catch (DateTimeException e) {
      throw wrong(value, "there is no such date");
    }
  }

  private static DateSpan.Between between(LocalDate from, LocalDate until) {
    return new DateSpan.Between(from.atStartOfDay(), until.atStartOfDay());
  }

  private static QueryException wrong(FilterParser.Value value, String what) {
    return FilterParser.wrong(
        value, what, "write 2021, 2021-07, 2021-07-03, 2019..2021 or *-12-25");
  }
}
