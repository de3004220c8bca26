package dev.sightline.searcher.query;

import dev.sightline.library.image.Annotations;
import dev.sightline.searcher.query.Condition.NumberField;
import dev.sightline.searcher.query.Condition.NumberRange;
import dev.sightline.searcher.query.Condition.TextField;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the values of filters: what stands behind `date:`, `size:` and their like.
final class FilterParser {
  private static final Pattern NUMBER =
      Pattern.compile("(-?(?:\\d+\\.?\\d*|\\.\\d+))\\s*([A-Za-z]*)");
  private static final Pattern COMPARED = Pattern.compile("(>=|<=|>|<|=)(.*)");
  private static final Pattern DEGREES = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)");

  private static final Map<String, Double> BYTES =
      Map.ofEntries(
          Map.entry("b", 1.0),
          Map.entry("k", 1e3),
          Map.entry("kb", 1e3),
          Map.entry("m", 1e6),
          Map.entry("mb", 1e6),
          Map.entry("g", 1e9),
          Map.entry("gb", 1e9),
          Map.entry("kib", 1024.0),
          Map.entry("mib", 1024.0 * 1024),
          Map.entry("gib", 1024.0 * 1024 * 1024));

  private static final String REJECTED = "rejected";

  private static final Map<String, Double> METRES = Map.of("m", 1.0, "km", 1e3, "mi", 1609.344);

  private static final Map<TextField, Set<String>> WORDS =
      Map.of(
          TextField.ORIENTATION, Set.of("landscape", "portrait", "square"),
          TextField.HAS, Set.of("gps", "date", "camera", "caption", "duplicates"));

  /// Half of the earth's girth: no two places are farther apart.
  private static final double FARTHEST_METRES = 20_040_000;

  private FilterParser() {}

  /// One of the values of a filter.
  ///
  /// @param text as written, without quotation marks
  /// @param position where it begins in the query, from 0
  record Value(String text, int position) {}

  /// Reads a filter.
  ///
  /// @param field a filter of [QueryFields]
  /// @param values at least one
  /// @throws QueryException if a value is not of the field's kind
  static Condition parse(String field, List<Value> values) {
    for (TextField text : TextField.values()) {
      if (text.field().equals(field)) {
        return new Condition.Texts(text, values.stream().map(it -> text(text, it)).toList());
      }
    }
    for (NumberField number : NumberField.values()) {
      if (number.field().equals(field)) {
        return new Condition.Numbers(number, values.stream().map(it -> range(number, it)).toList());
      }
    }
    return switch (field) {
      case "date", "after", "before" ->
          new Condition.Dates(
              field, values.stream().map(it -> DateParser.parse(field, it)).toList());
      case "near" -> near(values);
      default -> new Condition.Learned(field, values.stream().map(Value::text).toList());
    };
  }

  private static String text(TextField field, Value value) {
    Set<String> words = WORDS.getOrDefault(field, Set.of());
    String folded = value.text().toLowerCase(Locale.ROOT);
    if (words.isEmpty()) {
      return field == TextField.EXT && folded.startsWith(".") ? folded.substring(1) : value.text();
    }
    if (!words.contains(folded)) {
      throw wrong(
          value,
          "'%s:' takes %s".formatted(field.field(), listed(words)),
          "did you mean '%s'?".formatted(NearestWord.of(folded, words)));
    }
    return folded;
  }

  private static String listed(Set<String> words) {
    return String.join(", ", words.stream().sorted().toList());
  }

  private static NumberRange range(NumberField field, Value value) {
    String text = value.text();
    if (field == NumberField.RATING && text.equalsIgnoreCase(REJECTED)) {
      return new NumberRange(Annotations.REJECTED, Annotations.REJECTED);
    }
    int dots = text.indexOf("..");
    if (dots >= 0) {
      double from =
          dots == 0 ? least(field) : number(field, value, text.substring(0, dots)).value();
      double to =
          dots + 2 == text.length()
              ? Double.POSITIVE_INFINITY
              : number(field, value, text.substring(dots + 2)).value();
      if (text.length() == 2 || from > to) {
        throw wrong(
            value,
            "a range goes from the smaller to the larger",
            "as in %s:1000..2000".formatted(field.field()));
      }
      return new NumberRange(from, to);
    }
    Matcher compared = COMPARED.matcher(text);
    String operator = compared.matches() ? compared.group(1) : "";
    Amount amount = number(field, value, compared.matches() ? compared.group(2) : text);
    double number = amount.value();
    return switch (operator) {
      case ">" -> new NumberRange(Math.nextUp(number), Double.POSITIVE_INFINITY);
      case ">=" -> new NumberRange(number, Double.POSITIVE_INFINITY);
      case "<" -> new NumberRange(least(field), Math.nextDown(number));
      case "<=" -> new NumberRange(least(field), number);
      default -> new NumberRange(number - amount.within(), number + amount.within());
    };
  }

  /// Where an open range begins. A rejected picture has fewer stars than any, and none.
  private static double least(NumberField field) {
    return field == NumberField.RATING ? 0 : Double.NEGATIVE_INFINITY;
  }

  /// @param within how far a number may be off and still be called so
  private record Amount(double value, double within) {}

  private static Amount number(NumberField field, Value value, String text) {
    Matcher number = NUMBER.matcher(text.strip());
    if (!number.matches()) {
      throw wrong(
          value,
          "'%s:' takes a number".formatted(field.field()),
          "as in %s:>=%s or %s:%s"
              .formatted(field.field(), example(field), field.field(), exampleRange(field)));
    }
    double digits = Double.parseDouble(number.group(1));
    String unit = number.group(2).toLowerCase(Locale.ROOT);
    return switch (field) {
      case SIZE -> size(value, digits, unit);
      case FOCAL, F -> new Amount(digits * plain(field, value, unit, "mm"), 0.005);
      case RATING, ISO -> new Amount(digits * plain(field, value, unit, ""), 0);
      case WIDTH, HEIGHT -> new Amount(digits * plain(field, value, unit, "px"), 0);
    };
  }

  /// `5MB` is what is shown as 5 MB, `5000000` that very number of bytes.
  private static Amount size(Value value, double digits, String unit) {
    if (unit.isEmpty()) {
      return new Amount(digits, 0);
    }
    Double factor = BYTES.get(unit);
    if (factor == null) {
      throw wrong(value, "'%s' is no unit of size".formatted(unit), "use KB, MB, GB or KiB, MiB");
    }
    return new Amount(digits * factor, factor == 1 ? 0 : factor / 2);
  }

  private static int plain(NumberField field, Value value, String unit, String allowed) {
    if (!unit.isEmpty() && !unit.equals(allowed)) {
      throw wrong(
          value, "'%s:' has no unit '%s'".formatted(field.field(), unit), "write the number alone");
    }
    return 1;
  }

  private static String example(NumberField field) {
    return switch (field) {
      case RATING -> "4";
      case SIZE -> "5MB";
      case WIDTH, HEIGHT -> "4000";
      case ISO -> "400";
      case FOCAL -> "50";
      case F -> "2.8";
    };
  }

  private static String exampleRange(NumberField field) {
    return switch (field) {
      case RATING -> "3..5";
      case SIZE -> "1MB..5MB";
      case WIDTH, HEIGHT -> "1000..2000";
      case ISO -> "100..400";
      case FOCAL -> "24..70";
      case F -> "1.4..2.8";
    };
  }

  private static Condition near(List<Value> values) {
    Value first = values.getFirst();
    if (values.size() != 3) {
      throw wrong(
          first, "'near:' takes latitude, longitude and distance", "as in near:48.85,2.35,5km");
    }
    double latitude = degrees(first, 90);
    double longitude = degrees(values.get(1), 180);
    Value distance = values.get(2);
    Matcher number = NUMBER.matcher(distance.text());
    Optional<Double> unit =
        number.matches()
            ? Optional.ofNullable(
                METRES.get(
                    number.group(2).isEmpty() ? "km" : number.group(2).toLowerCase(Locale.ROOT)))
            : Optional.empty();
    double metres =
        unit.isPresent() ? Double.parseDouble(number.group(1)) * unit.get() : Double.NaN;
    if (!(metres > 0 && metres <= FARTHEST_METRES)) {
      throw wrong(
          distance, "a distance is up to 20,040 km, in m, km or mi", "as in near:48.85,2.35,5km");
    }
    return new Condition.Near(latitude, longitude, metres);
  }

  private static double degrees(Value value, double most) {
    if (DEGREES.matcher(value.text()).matches()) {
      double degrees = Double.parseDouble(value.text());
      if (Math.abs(degrees) <= most) {
        return degrees;
      }
    }
    throw wrong(
        value,
        "a latitude is -90 to 90 degrees and a longitude -180 to 180",
        "as in near:48.85,2.35,5km");
  }

  /// @param rule what would be right
  /// @param way an example or a proposal
  static QueryException wrong(Value value, String rule, String way) {
    return new QueryException(
        value.position(),
        "At character %d: %s, read '%s'; %s%s"
            .formatted(
                value.position() + 1, rule, value.text(), way, way.endsWith("?") ? "" : "."));
  }
}
