package dev.sightline.images.metadata;

import dev.sightline.images.metadata.CaptureTime.Source;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A date as metadata writes it, in any of the usual spellings: `2011:07:03 18:22:10` (EXIF),
/// `2011-07-03T18:22:10.25+02:00` (XMP), `20110703` (IPTC), blanks instead of leading zeroes, a
/// date without a time. Impossible dates, and those of a clock that was never set, are absent.
///
/// @param local date and time, to the second
/// @param offset from UTC, where the text states one
public record MetadataDate(LocalDateTime local, Optional<ZoneOffset> offset) {
  private static final int LONGEST = 100; // characters
  private static final int EARLIEST_YEAR = 1800; // before any photograph

  private static final String TIME =
      "(?:[T ]+([ \\d]?\\d)[:.]?([ \\d]?\\d)(?:[:.]?([ \\d]?\\d)(?:[.,]\\d*)?)?"
          + "(?:\\s*([AaPp])\\.?[Mm]\\.?)?)?";
  private static final String OFFSET = "\\s*(Z|UTC|GMT|[+-]\\d\\d(?::?\\d\\d)?)?(?:[^\\d].*)?";

  private static final List<Pattern> SPELLINGS =
      List.of(
          Pattern.compile("(\\d{4})[:/.-]([ \\d]?\\d)[:/.-]([ \\d]?\\d)(?!\\d)" + TIME + OFFSET),
          Pattern.compile("(\\d{4})(\\d\\d)(\\d\\d)(?!\\d)" + TIME + OFFSET),
          Pattern.compile("(\\d{4})(?:[:-](\\d\\d))?()()()()()()")); // XMP: a year, or a month

  /// Days of a clock that was never set, at any time: the epochs of Windows, OLE, the Macintosh,
  /// Unix and GPS.
  private static final Set<LocalDate> PLACEHOLDER_DAYS =
      Set.of(
          LocalDate.of(1601, Month.JANUARY, 1),
          LocalDate.of(1899, Month.DECEMBER, 30),
          LocalDate.of(1904, Month.JANUARY, 1),
          LocalDate.of(1970, Month.JANUARY, 1),
          LocalDate.of(1980, Month.JANUARY, 6));

  /// Initial times of cameras whose clock was never set. A photo of the same day at another time
  /// keeps its date.
  private static final Set<LocalDateTime> PLACEHOLDER_MOMENTS =
      Set.of(
          LocalDateTime.of(1900, Month.JANUARY, 1, 0, 0),
          LocalDateTime.of(1980, Month.JANUARY, 1, 0, 0),
          LocalDateTime.of(1990, Month.JANUARY, 1, 0, 0),
          LocalDateTime.of(1999, Month.DECEMBER, 31, 0, 0),
          LocalDateTime.of(2000, Month.JANUARY, 1, 0, 0),
          LocalDateTime.of(2001, Month.JANUARY, 1, 0, 0),
          LocalDateTime.of(2002, Month.DECEMBER, 8, 12, 0));

  /// Parses a date; empty if the text is not a date, or is a placeholder.
  public static Optional<MetadataDate> parse(@Nullable String text) {
    if (text == null || text.length() > LONGEST) {
      return Optional.empty();
    }
    String stripped = text.replace('\0', ' ').strip();
    for (Pattern spelling : SPELLINGS) {
      Matcher parts = spelling.matcher(stripped);
      if (parts.matches()) {
        return of(parts);
      }
    }
    return Optional.empty();
  }

  private static Optional<MetadataDate> of(Matcher parts) {
    try {
      LocalDate day =
          LocalDate.of(
              number(parts.group(1), 0), number(parts.group(2), 1), number(parts.group(3), 1));
      boolean timed = parts.group(4) != null && !parts.group(4).isEmpty();
      LocalTime time =
          timed
              ? LocalTime.of(
                  hour(number(parts.group(4), 0), parts.group(7)),
                  number(parts.group(5), 0),
                  number(parts.group(6), 0))
              : LocalTime.MIDNIGHT;
      return of(day.atTime(time), timed, offset(parts.group(8)));
    } catch (DateTimeException _) { // such as 0000:00:00
      return Optional.empty();
    }
  }

  /// Checks a date and time of another source, such as GPS; empty if it is impossible or a
  /// placeholder.
  public static Optional<MetadataDate> of(LocalDateTime local, Optional<ZoneOffset> offset) {
    return of(local, true, offset);
  }

  private static Optional<MetadataDate> of(
      LocalDateTime local, boolean timed, Optional<ZoneOffset> offset) {
    boolean placeholder =
        PLACEHOLDER_DAYS.contains(local.toLocalDate())
            || (timed && PLACEHOLDER_MOMENTS.contains(local));
    return placeholder || local.getYear() < EARLIEST_YEAR
        ? Optional.empty()
        : Optional.of(new MetadataDate(local.withNano(0), offset));
  }

  /// The same as a capture time, with another source's offset where the text states none.
  public CaptureTime at(Optional<ZoneOffset> otherOffset, Source source) {
    return new CaptureTime(local, offset.or(() -> otherOffset), source);
  }

  /// Parses an offset from UTC; empty if the text is not an offset.
  public static Optional<ZoneOffset> offset(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    String id = text.strip();
    try {
      return Optional.of(id.equals("UTC") || id.equals("GMT") ? ZoneOffset.UTC : ZoneOffset.of(id));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static int hour(int hour, @Nullable String half) {
    if (half == null || half.isEmpty() || hour < 1 || hour > 12) {
      return hour;
    }
    return hour % 12 + (half.equalsIgnoreCase("p") ? 12 : 0);
  }

  private static int number(@Nullable String text, int ifAbsent) {
    return text == null || text.isBlank() ? ifAbsent : Integer.parseInt(text.strip());
  }
}
