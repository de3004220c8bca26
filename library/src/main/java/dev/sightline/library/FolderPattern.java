package dev.sightline.library;

import dev.sightline.library.image.StoredPath;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;

/// A regular expression for every path below a folder, whatever the spelling of the folder: in
/// lower or upper case, with or without accents, composed (`é`, NFC) or decomposed (`e` and a
/// combining accent, NFD, as macOS writes names), and with slashes or backslashes between names.
///
/// The paths that a library stores are exact, because files are opened by them; therefore the
/// pattern does the folding. The syntax is that of Lucene's `RegExp`, which Solr also supports.
public final class FolderPattern {
  /// Combining accents and other marks after a letter, including those of Japanese syllables.
  private static final String MARKS = "[\u0300-\u036f\u3099\u309a]*";

  private static final String SEPARATOR = "[/\\\\]";
  private static final int LAST_FOLDED = 0xFFEF; // of the code points that Lucene folds to ASCII
  private static final int LONGEST_FOLDED =
      2; // longest folding that is considered, such as `ss` and `ae`

  /// The code points that fold to a text, as the content of a character class, by that text.
  private static final Map<String, String> SPELLINGS = spellings();

  private FolderPattern() {}

  /// The patterns of a folder filter, which names a folder below each root or an absolute one.
  ///
  /// @param value value of the filter
  /// @param roots of the library
  public static List<String> ofFilter(String value, List<LibraryRoot> roots) {
    String folder = value.replaceAll("[/\\\\]+$", "");
    Stream<String> fromRoots = roots.stream().map(root -> StoredPath.below(root.folder(), folder));
    Stream<String> absolute =
        StoredPath.isAbsolute(StoredPath.read(value)) ? Stream.of(folder) : Stream.empty();
    return Stream.concat(fromRoots, absolute).map(FolderPattern::below).toList();
  }

  /// The pattern for a folder.
  ///
  /// @param folder an absolute path, as text, of any system
  public static String below(String folder) {
    String text = folded(folder);
    var pattern = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int letter = text.codePointAt(at);
      if (letter == '/' || letter == '\\') {
        pattern.append(SEPARATOR);
        at++;
        continue;
      }
      String pair = text.substring(at, Math.min(text.length(), at + LONGEST_FOLDED));
      boolean joined = pair.length() == LONGEST_FOLDED && SPELLINGS.containsKey(pair);
      if (joined) {
        pattern
            .append("([")
            .append(SPELLINGS.get(pair))
            .append("]|")
            .append(spelled(pair.codePointAt(0)))
            .append(spelled(pair.codePointAt(1)))
            .append(')');
        at += LONGEST_FOLDED;
      } else {
        pattern.append(spelled(letter));
        at += Character.charCount(letter);
      }
    }
    return pattern.append(SEPARATOR).append(".*").toString();
  }

  /// The text in NFC, lower case and without accents, as Lucene folds it.
  private static String folded(String text) {
    String small = Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    var folded = new StringBuilder();
    small.codePoints().forEach(letter -> folded.append(ascii(letter)));
    return folded.toString().replaceAll("[\\u0300-\\u036f]", ""); // marks that compose with nothing
  }

  private static String ascii(int letter) {
    char[] in = Character.toChars(letter);
    char[] out = new char[4 * in.length];
    int length = ASCIIFoldingFilter.foldToASCII(in, 0, out, 0, in.length);
    return new String(out, 0, length).toLowerCase(Locale.ROOT);
  }

  private static String spelled(int letter) {
    String ascii = SPELLINGS.get(Character.toString(letter));
    if (ascii != null) {
      return "[" + ascii + "]" + MARKS;
    }
    String small = Character.toString(letter);
    String capital = Character.toString(Character.toUpperCase(letter));
    return "(%s|%s|%s|%s)%s"
        .formatted(
            quoted(small),
            quoted(capital),
            quoted(Normalizer.normalize(small, Normalizer.Form.NFD)),
            quoted(Normalizer.normalize(capital, Normalizer.Form.NFD)),
            MARKS);
  }

  private static String quoted(String text) {
    var quoted = new StringBuilder();
    text.codePoints()
        .forEach(
            letter -> {
              if (letter < 0x80 && !Character.isLetterOrDigit(letter)) {
                quoted.append('\\');
              }
              quoted.appendCodePoint(letter);
            });
    return quoted.toString();
  }

  private static Map<String, String> spellings() {
    var letters = new HashMap<String, TreeSet<Integer>>();
    for (int letter = 'A'; letter <= LAST_FOLDED; letter++) {
      if (Character.isLetter(letter)) {
        String folded = ascii(letter);
        boolean usable =
            folded.length() <= LONGEST_FOLDED
                && folded.chars().allMatch(it -> it < 0x80 && Character.isLetter(it));
        if (usable) {
          letters.computeIfAbsent(folded, _ -> new TreeSet<>()).add(letter);
        }
      }
    }
    var spellings = new HashMap<String, String>();
    letters.forEach(
        (folded, all) -> {
          var inside = new StringBuilder();
          all.forEach(inside::appendCodePoint);
          spellings.put(folded, inside.toString());
        });
    return Map.copyOf(spellings);
  }
}
