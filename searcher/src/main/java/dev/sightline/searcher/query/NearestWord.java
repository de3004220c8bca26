package dev.sightline.searcher.query;

import java.util.Collection;
import java.util.Comparator;

/// Finds what somebody may have meant.
public final class NearestWord {
  private NearestWord() {}

  /// The word that takes the fewest changes of letters, the first of these in the alphabet.
  ///
  /// @param words at least one
  public static String of(String typed, Collection<String> words) {
    return words.stream()
        .min(
            Comparator.comparingInt((String it) -> editDistance(typed, it))
                .thenComparing(Comparator.naturalOrder()))
        .orElseThrow();
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
