package dev.sightline.images.metadata;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// Converts the notations of ratings to 0 to 5 stars, or [DescriptiveMetadata#REJECTED].
public final class Ratings {
  private static final Pattern STARS = Pattern.compile("(-1|[0-5])(?:[.,]\\d*)?");
  private static final Pattern PERCENT = Pattern.compile("\\d{1,3}(?:[.,]\\d*)?");

  private Ratings() {}

  /// A rating in stars, such as `4`, `3.0` or `-1`; half stars are rounded down.
  public static OptionalInt ofStars(Optional<String> text) {
    return text.map(STARS::matcher)
        .filter(it -> it.matches())
        .map(it -> OptionalInt.of(Integer.parseInt(it.group(1))))
        .orElse(OptionalInt.empty());
  }

  /// A rating in percent, where Windows writes 1, 25, 50, 75 and 99 for one to five stars; other
  /// numbers are rounded to the nearest of these.
  public static OptionalInt ofPercent(Optional<String> text) {
    return text.filter(it -> PERCENT.matcher(it).matches())
        .map(it -> ofPercent((int) Double.parseDouble(it.replace(',', '.'))))
        .orElse(OptionalInt.empty());
  }

  /// The same for a number; empty for more than 100.
  public static OptionalInt ofPercent(int percent) {
    if (percent < 0 || percent > 100) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(percent == 0 ? 0 : 1 + (int) Math.round(percent / 25.0));
  }
}
