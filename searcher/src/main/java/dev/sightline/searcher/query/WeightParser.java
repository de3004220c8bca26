package dev.sightline.searcher.query;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// Reads weights: what stands behind a caret in `beach^2`.
final class WeightParser {
  /// Digits, perhaps with a point: `Double.parseDouble` alone reads `1f`, `0x1p3` and `NaN` too.
  private static final Pattern NUMBER = Pattern.compile("\\+?(\\d+\\.?\\d*|\\.\\d+)");

  private static final double LEAST_WEIGHT = 0.001;
  private static final double GREATEST_WEIGHT = 1000;

  private WeightParser() {}

  /// Where the weight of a word begins, when what follows its last caret starts like a number:
  /// `beach^2` has one, `^_^` is a word.
  static OptionalInt caret(String word) {
    int caret = word.lastIndexOf('^');
    boolean weighs =
        caret > 0
            && caret + 1 < word.length()
            && "0123456789.-+".indexOf(word.charAt(caret + 1)) >= 0;
    return weighs ? OptionalInt.of(caret) : OptionalInt.empty();
  }

  /// A weight as a number; negative for a minus.
  ///
  /// @param position where it stands in the query, from 0
  /// @throws QueryException if it is no number from 0.001 to 1000
  static double weight(String value, int position, boolean minus) {
    double weight = number(value).orElse(0);
    if (weight >= LEAST_WEIGHT && weight <= GREATEST_WEIGHT) {
      return minus ? -weight : weight;
    }
    throw new QueryException(
        position,
        "At character %d: a weight is a number from 0.001 to 1000, read '%s'. To push away, put - in front."
            .formatted(position + 1, value));
  }

  /// A number as the language has it, if this is one.
  static OptionalDouble number(String value) {
    return NUMBER.matcher(value).matches()
        ? OptionalDouble.of(Double.parseDouble(value))
        : OptionalDouble.empty();
  }
}
