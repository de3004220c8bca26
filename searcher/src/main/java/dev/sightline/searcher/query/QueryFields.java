package dev.sightline.searcher.query;

import java.util.List;
import java.util.Locale;

/// The names that may stand before a colon in a query.
public final class QueryFields {
  private static final List<String> FILTERS =
      List.of(
          "after",
          "before",
          "camera",
          "caption",
          "concept",
          "date",
          "ext",
          "f",
          "focal",
          "has",
          "height",
          "in",
          "iso",
          "label",
          "lens",
          "name",
          "near",
          "orientation",
          "rating",
          "size",
          "tag",
          "width");

  private static final List<String> OTHERS = List.of("like", "min", "sort");

  private QueryFields() {}

  /// Whether a name is that of a filter.
  public static boolean isFilter(String field) {
    return FILTERS.contains(field);
  }

  /// Whether a name is that of any field.
  static boolean isKnown(String field) {
    return isFilter(field) || OTHERS.contains(field);
  }

  /// Every name, in the order of the alphabet.
  public static List<String> all() {
    return java.util.stream.Stream.concat(FILTERS.stream(), OTHERS.stream()).sorted().toList();
  }

  /// The field whose name is nearest to what was typed.
  static String nearest(String field) {
    return NearestWord.of(field.toLowerCase(Locale.ROOT), all());
  }
}
