package dev.sightline.indexer.walk;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The names that Google Takeout gives to the JSON file of a photo.
///
/// `IMG_1.jpg` has `IMG_1.jpg.json` or, since 2024, `IMG_1.jpg.supplemental-metadata.json`. The
/// part before `.json` is truncated to 46 characters, in some archives to one more or less. The
/// number of a second photo with the same name moves: `IMG_1(1).jpg` has `IMG_1.jpg(1).json`. An
/// edited copy, `IMG_1-edited.jpg`, has the file of the original.
public final class TakeoutNames {
  public static final String ENDING = ".json";

  private static final String SUPPLEMENT = ".supplemental-metadata";
  private static final int LONGEST = 46; // characters before the extension
  private static final int MOST_OF_ONE_NAME = 9;

  /// `-edited` in the most frequent languages of Google Photos.
  private static final Pattern EDITED =
      Pattern.compile(
          "(.+)-(?:edited|effects|bearbeitet|modifi\u00e9|editado|editada|modificato|bewerkt|edytowane|redigerad"
              + "|redigeret|redigert|muokattu|upraveno|\u7de8\u96c6\u6e08\u307f|\u5df2\u4fee\u6539)"
              + "(\\(\\d+\\))?(\\.[^.]+)");

  private static final Pattern NUMBERED = Pattern.compile("(.+)(\\(\\d+\\))(\\.[^.]+)");

  private TakeoutNames() {}

  /// A name that a photo's JSON file may have.
  ///
  /// @param file in lower case
  /// @param certain whether it contains the whole name of the photo; otherwise the title in the
  ///     file must match
  record Candidate(String file, boolean certain) {}

  /// The candidate names, the likeliest first.
  ///
  /// @param image name of the photo, in lower case
  static List<Candidate> of(String image) {
    Set<Candidate> candidates = new LinkedHashSet<>();
    add(image, candidates);
    original(image).ifPresent(it -> add(it, candidates));
    return List.copyOf(candidates);
  }

  private static Optional<String> original(String image) {
    Matcher edited = EDITED.matcher(image);
    return edited.matches()
        ? Optional.of(
            edited.group(1) + Optional.ofNullable(edited.group(2)).orElse("") + edited.group(3))
        : Optional.empty();
  }

  private static void add(String image, Set<Candidate> candidates) {
    Matcher numbered = NUMBERED.matcher(image);
    if (numbered.matches()) {
      addAll(numbered.group(1) + numbered.group(3), numbered.group(2), candidates);
    }
    addAll(image, "", candidates);
  }

  private static void addAll(String image, String number, Set<Candidate> candidates) {
    candidates.add(new Candidate(image + number + ENDING, true));
    String whole = image + SUPPLEMENT;
    for (int length = whole.length(); length > image.length(); length--) {
      candidates.add(new Candidate(whole.substring(0, length) + number + ENDING, true));
    }
    for (int length : new int[] {LONGEST, LONGEST + 1, LONGEST - 1}) {
      if (image.length() > length) {
        String cut = image.substring(0, length);
        candidates.add(new Candidate(cut + number + ENDING, false));
        for (int i = 1; i <= MOST_OF_ONE_NAME; i++) {
          candidates.add(new Candidate(cut + "(" + i + ")" + ENDING, false));
        }
      }
    }
  }

  /// Whether a title belongs to a photo whose name Takeout may have truncated, and in which it may
  /// have replaced some characters.
  static boolean isTitleOf(String title, String image) {
    String wanted = comparable(image);
    String given = comparable(title);
    String stem =
        comparable(NUMBERED.matcher(image).replaceFirst("$1$3").replaceFirst("\\.[^.]+$", ""));
    return given.equals(wanted) || (stem.length() >= LONGEST - 1 && given.startsWith(stem));
  }

  private static String comparable(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "_");
  }
}
