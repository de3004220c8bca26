package dev.sightline.models.tokenizer;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// The text cleaning of open_clip before its tokenizer: repairs of text copied from the web,
/// resolved HTML entities, collapsed white space, lower case. `tokenizer.json` has no such repairs,
/// so the two tokenizers differ for curly quotes and `&amp;`.
///
/// The repairs are the rules of the Python library ftfy that work letter by letter: terminal
/// colours, ligatures, full and half width, curly quotes, control characters; and the simple cases
/// of a wrong encoding ([EncodingRepair]). `OpenClipCleaningTest` checks that 99 % of
/// `testkit/goldens/tokenizer.tsv` agree.
///
/// @see <a href="https://ftfy.readthedocs.io/en/latest/config.html">ftfy's list of repairs</a>
final class OpenClipCleaning {
  private static final Pattern TERMINAL_COLOURS = Pattern.compile("\u001b\\[[0-9;]*[A-Za-z]");

  /// Ligatures and their letters; Unicode calls them compatibility characters.
  private static final Map<Integer, String> LIGATURES =
      Map.ofEntries(
          Map.entry(0x132, "IJ"),
          Map.entry(0x133, "ij"),
          Map.entry(0x149, "'n"),
          Map.entry(0x1c4, "D\u017d"),
          Map.entry(0x1c5, "D\u017e"),
          Map.entry(0x1c6, "d\u017e"),
          Map.entry(0x1c7, "LJ"),
          Map.entry(0x1c8, "Lj"),
          Map.entry(0x1c9, "lj"),
          Map.entry(0x1ca, "NJ"),
          Map.entry(0x1cb, "Nj"),
          Map.entry(0x1cc, "nj"),
          Map.entry(0x1f1, "DZ"),
          Map.entry(0x1f2, "Dz"),
          Map.entry(0x1f3, "dz"),
          Map.entry(0xfb00, "ff"),
          Map.entry(0xfb01, "fi"),
          Map.entry(0xfb02, "fl"),
          Map.entry(0xfb03, "ffi"),
          Map.entry(0xfb04, "ffl"),
          Map.entry(0xfb05, "\u017ft"),
          Map.entry(0xfb06, "st"));

  private OpenClipCleaning() {}

  /// The cleaned sentence: no white space at its ends, single spaces inside, lower case as Python's
  /// `str.lower` (a final capital sigma becomes a final small one).
  static String clean(String sentence) {
    String repaired = repair(sentence);
    String plain = HtmlEntities.resolve(HtmlEntities.resolve(repaired));
    return collapse(plain).toLowerCase(Locale.ROOT);
  }

  /// ftfy treats a text with `<` as HTML and does not resolve its entities.
  private static String repair(String sentence) {
    String resolved = sentence.indexOf('<') < 0 ? HtmlEntities.resolve(sentence) : sentence;
    String colourless = TERMINAL_COLOURS.matcher(resolved).replaceAll("");
    String decoded = EncodingRepair.repair(Normalizer.normalize(colourless, Normalizer.Form.NFC));
    var repaired = new StringBuilder(decoded.length());
    decoded.codePoints().forEach(letter -> repairLetter(letter, repaired));
    return Normalizer.normalize(repaired, Normalizer.Form.NFC);
  }

  private static void repairLetter(int letter, StringBuilder repaired) {
    String ligature = LIGATURES.get(letter);
    if (ligature != null) {
      repaired.append(ligature);
    } else if (letter >= 0xff01 && letter <= 0xffef) { // full and half width forms
      String usual = Normalizer.normalize(Character.toString(letter), Normalizer.Form.NFKC);
      repaired.append(usual);
    } else if (letter == 0x2bc || (letter >= 0x2018 && letter <= 0x201b)) {
      repaired.append('\'');
    } else if (letter >= 0x201c && letter <= 0x201f) {
      repaired.append('"');
    } else if (letter >= 0x80 && letter <= 0x9f) { // Windows-1252 letters, decoded as Latin-1
      String meant = HtmlEntities.numbered(letter);
      if (meant.codePointAt(0) > 0x9f) { // five of them are undefined
        repairLetter(meant.codePointAt(0), repaired);
      }
    } else if (letter >= Character.MIN_SURROGATE && letter <= Character.MAX_SURROGATE) {
      repaired.append('\ufffd'); // an unpaired surrogate
    } else if (!isControl(letter)) {
      repaired.appendCodePoint(letter);
    }
  }

  /// Control characters, except white space.
  private static boolean isControl(int letter) {
    return letter < 0x09
        || letter == 0x0b
        || (letter >= 0x0e && letter <= 0x1f)
        || letter == 0x7f
        || (letter >= 0x206a && letter <= 0x206f)
        || letter == 0xfeff
        || (letter >= 0xfff9 && letter <= 0xfffc);
  }

  private static String collapse(String text) {
    var collapsed = new StringBuilder(text.length());
    boolean wordSeen = false;
    boolean spaceOwed = false;
    for (int letter : text.codePoints().toArray()) {
      if (WordSplitter.isSpace(letter) || (letter >= 0x1c && letter <= 0x1f)) {
        spaceOwed = wordSeen;
        continue;
      }
      if (spaceOwed) {
        collapsed.append(' ');
        spaceOwed = false;
      }
      collapsed.appendCodePoint(letter);
      wordSeen = true;
    }
    return collapsed.toString();
  }
}
