package dev.sightline.searcher;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The names that may stand before a colon in a query.
final class QueryFields {
  private static final Set<String> ANSWERED = Set.of("like", "min");

  /// Those that this version does not answer yet: said so, instead of "unknown".
  private static final Set<String> LATER =
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

  private QueryFields() {}

  static boolean isAnswered(String field) {
    return ANSWERED.contains(field);
  }

  static boolean comesLater(String field) {
    return LATER.contains(field);
  }

  /// The field of the language whose name is nearest to what was typed.
  static String nearest(String field) {
    var all = new ArrayList<>(ANSWERED);
    all.addAll(LATER);
    var distances = new HashMap<String, Integer>();
    String lowerCase = field.toLowerCase(Locale.ROOT);
    all.forEach(known -> distances.put(known, editDistance(lowerCase, known)));
    return distances.entrySet().stream()
        .min(
            Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .orElseThrow()
        .getKey();
  }

  /// Insertions, deletions, replacements and swaps of neighbours between two words (Damerau 1964,
  /// in the form that edits no letter twice).
  private static int editDistance(String from, String to) {
    var distance = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        if (i == 0 || j == 0) {
          distance[i][j] = i + j;
          continue;
        }
        boolean equal = from.charAt(i - 1) == to.charAt(j - 1);
        int inserted = 1 + Math.min(distance[i - 1][j], distance[i][j - 1]);
        distance[i][j] = Math.min(inserted, distance[i - 1][j - 1] + (equal ? 0 : 1));
        boolean swapped =
            i > 1
                && j > 1
                && from.charAt(i - 1) == to.charAt(j - 2)
                && from.charAt(i - 2) == to.charAt(j - 1);
        if (swapped) {
          distance[i][j] = Math.min(distance[i][j], distance[i - 2][j - 2] + 1);
        }
      }
    }
    return distance[from.length()][to.length()];
  }
}
