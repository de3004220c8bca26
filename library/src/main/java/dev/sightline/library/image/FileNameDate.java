package dev.sightline.library.image;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the date in a file name that a camera, phone or program wrote, such as
/// `IMG_20190311_081502.jpg`, `IMG-20200101-WA0001.jpg`, `2017-08-09 10.11.12.jpg` or `WhatsApp
/// Image 2019-08-31 at 15.41.14.jpeg`.
///
/// Serial numbers, identifiers and telephone numbers also consist of digits. Therefore a date needs
/// separators, or it is eight digits that are followed by a time, preceded by a word that cameras
/// use, or at the start of the name. Digits may not continue on either side, and the date must
/// exist.
final class FileNameDate {
  private static final int EARLIEST_YEAR = 1990; // first year of phones and digital cameras
  private static final int LATEST_YEAR = 2099;

  private static final String START = "(?<![\\p{L}\\d])";
  private static final String DAY = "(\\d{4})(\\d{2})(\\d{2})";
  private static final String WRITTEN_DAY = "(\\d{4})([-._])(\\d{2})\\2(\\d{2})";
  private static final String TIME = "(\\d{2})[-_.]?(\\d{2})[-_.]?(\\d{2})(?:\\d{2,3})?(?!\\d)";
  private static final String WRITTEN_TIME =
      "(\\d{1,2})[-._:h\uff1a](\\d{2})(?:[-._:m\uff1a](\\d{2}))?(?!\\d)"
          + "(?:[ \\u202f]?([AaPp])\\.?[Mm])?";

  /// Words that are written before a date without a time.
  private static final String WORDS =
      "(?:IMG|VID|MVIMG|PXL|PANO|BURST|PHOTO|IMAGE|PIC|SCREENSHOT|SCREEN|SCAN|WA|WP|SNAPCHAT|SIGNAL"
          + "|CAMERA|COLLAGE|FB_IMG|LINE|INSTA|TRIM|CYMERA|B612|RETRICA|SELFIE|PORTRAIT)";

  private static final Pattern DAY_AND_TIME =
      Pattern.compile("(?<!\\d)" + DAY + "(?:[-_ T.]|[-_ ]at[-_ ])?" + TIME);
  private static final Pattern WORD_AND_DAY =
      Pattern.compile(
          START + WORDS + "[-_ ]?" + DAY + "(?!\\d)(?![-_ ]?\\d{7})", Pattern.CASE_INSENSITIVE);

  /// At the start of a name, not followed by a number of more than four digits.
  private static final Pattern DAY_FIRST = Pattern.compile("^" + DAY + "(?!\\d)(?![-_ (]*\\d{5})");

  private static final Pattern WRITTEN =
      Pattern.compile(
          "(?<!\\d)(?<!\\d[-._])"
              + WRITTEN_DAY
              + "(?!\\d)(?:(?:[-_. T,]+(?:at|um|\u00e0|alle|om|kl\\.?)?[-_. ]*)"
              + "(?:"
              + WRITTEN_TIME
              + "|"
              + TIME
              + "))?");

  private FileNameDate() {}

  /// The date in a file name; empty where there is none.
  static Optional<LocalDateTime> of(String name) {
    for (Pattern pattern : List.of(DAY_AND_TIME, WRITTEN, WORD_AND_DAY, DAY_FIRST)) {
      Matcher found = pattern.matcher(name);
      while (found.find()) {
        Optional<LocalDateTime> date =
            pattern == WRITTEN ? written(found) : compact(found, pattern == DAY_AND_TIME);
        if (date.isPresent()) {
          return date;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<LocalDateTime> compact(Matcher found, boolean timed) {
    return date(
        found.group(1),
        found.group(2),
        found.group(3),
        timed ? found.group(4) : null,
        timed ? found.group(5) : null,
        timed ? found.group(6) : null,
        null);
  }

  private static Optional<LocalDateTime> written(Matcher found) {
    boolean compactTime = found.group(9) != null;
    Optional<LocalDateTime> whole =
        date(
            found.group(1),
            found.group(3),
            found.group(4),
            found.group(compactTime ? 9 : 5),
            found.group(compactTime ? 10 : 6),
            found.group(compactTime ? 11 : 7),
            found.group(8));
    // What looks like a time may be a sequence number.
    return whole.or(
        () -> date(found.group(1), found.group(3), found.group(4), null, null, null, null));
  }

  private static Optional<LocalDateTime> date(
      String year,
      String month,
      String day,
      @Nullable String hour,
      @Nullable String minute,
      @Nullable String second,
      @Nullable String half) {
    try {
      LocalDate date =
          LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
      LocalTime time =
          hour == null || minute == null
              ? LocalTime.MIDNIGHT
              : LocalTime.of(
                  hour(Integer.parseInt(hour), half),
                  Integer.parseInt(minute),
                  second == null ? 0 : Integer.parseInt(second));
      return date.getYear() < EARLIEST_YEAR || date.getYear() > LATEST_YEAR
          ? Optional.empty()
          : Optional.of(date.atTime(time));
    } catch (DateTimeException _) { // a number that is not a date
      return Optional.empty();
    }
  }

  private static int hour(int hour, @Nullable String half) {
    return half == null || hour < 1 || hour > 12
        ? hour
        : hour % 12 + (half.equalsIgnoreCase("p") ? 12 : 0);
  }
}
