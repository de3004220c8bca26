package dev.sightline.cli.common;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Suggests names that are similar to one that does not exist.
public final class NearNames {
  private static final int MOST = 3;

  private NearNames() {}

  /// A sentence that lists the similar names, else all of them.
  ///
  /// @param names the names that exist, at least one
  public static String sentence(String wanted, Collection<String> names) {
    List<String> near = of(wanted, names);
    return near.isEmpty()
        ? "There are: %s.".formatted(String.join(", ", names))
        : "Did you mean %s?".formatted(String.join(" or ", near));
  }

  /// Names that contain the wanted one or differ from it by few letters, most similar first.
  static List<String> of(String wanted, Collection<String> names) {
    String lower = wanted.toLowerCase(Locale.ROOT);
    return names.stream()
        .filter(name -> isNear(lower, name.toLowerCase(Locale.ROOT)))
        .sorted(Comparator.comparingInt(name -> distance(lower, name.toLowerCase(Locale.ROOT))))
        .limit(MOST)
        .toList();
  }

  private static boolean isNear(String wanted, String name) {
    return (wanted.length() > 2 && name.contains(wanted))
        || distance(wanted, name) <= Math.max(1, name.length() / 4);
  }

  /// Letters to insert, delete or replace (Levenshtein 1966).
  private static int distance(String from, String to) {
    var row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
