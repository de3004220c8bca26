package dev.sightline.models.tokenizer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Resolves HTML's character references as a browser does: `&amp;`, `&eacute`, `&#39;`, `&#x27;`.
///
/// Names are the 252 of HTML 4.01, `apos` and six in capitals; `html-entities.txt` has a name and
/// its code point in hexadecimal per line. Names of Latin-1 characters, including `& < > "`, are
/// also resolved without their semicolon; the longest match is used. A name in capitals is the
/// capital letter (`&EACUTE;`), as in ftfy and unlike in browsers.
///
/// @see <a href="https://html.spec.whatwg.org/#named-character-reference-state">HTML, 13.2.5.73</a>
final class HtmlEntities {
  private static final Pattern REFERENCE =
      Pattern.compile("&(?:#([0-9]{1,9});?|#[xX]([0-9a-fA-F]{1,8});?|([A-Za-z0-9]{1,32})(;?))");
  private static final int LAST_OF_LATIN_1 = 0xff;
  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final Map<String, Integer> NAMES = names();

  private HtmlEntities() {}

  /// Resolves every reference once; all other text is unchanged.
  static String resolve(String text) {
    return text.indexOf('&') < 0
        ? text
        : REFERENCE
            .matcher(text)
            .replaceAll(reference -> Matcher.quoteReplacement(character(reference)));
  }

  private static String character(MatchResult reference) {
    if (reference.group(1) != null) {
      return numbered(Long.parseLong(reference.group(1)));
    }
    if (reference.group(2) != null) {
      return numbered(Long.parseLong(reference.group(2), 16));
    }
    return named(reference.group(3), reference.group(4));
  }

  private static String named(String name, String semicolon) {
    Integer exact = NAMES.get(name);
    if (exact != null && (!semicolon.isEmpty() || worksWithoutSemicolon(exact))) {
      return Character.toString(exact);
    }
    Integer whispered = NAMES.get(name.toLowerCase(Locale.ROOT));
    if (whispered != null && !semicolon.isEmpty() && name.equals(name.toUpperCase(Locale.ROOT))) {
      return Character.toString(whispered).toUpperCase(Locale.ROOT);
    }
    for (int length = name.length() - 1; length > 1; length--) {
      Integer shorter = NAMES.get(name.substring(0, length));
      if (shorter != null && worksWithoutSemicolon(shorter)) {
        return Character.toString(shorter) + name.substring(length) + semicolon;
      }
    }
    return "&" + name + semicolon;
  }

  private static boolean worksWithoutSemicolon(int codePoint) {
    return codePoint <= LAST_OF_LATIN_1 && codePoint != '\'';
  }

  /// Numbers 128 to 159 are Windows-1252 letters, as in web pages; five of them are undefined and
  /// unchanged.
  static String numbered(long number) {
    if (number >= 0x80 && number <= 0x9f) {
      String shown = new String(new byte[] {(byte) number}, WINDOWS);
      return shown.equals("\ufffd") ? Character.toString((int) number) : shown;
    }
    boolean impossible =
        number == 0
            || number > Character.MAX_CODE_POINT
            || (number >= Character.MIN_SURROGATE && number <= Character.MAX_SURROGATE);
    return impossible ? "\ufffd" : Character.toString((int) number);
  }

  private static Map<String, Integer> names() {
    var names = new HashMap<String, Integer>();
    try (InputStream file = HtmlEntities.class.getResourceAsStream("html-entities.txt")) {
      if (file == null) {
        throw new IllegalStateException("html-entities.txt is not in the jar");
      }
      new BufferedReader(new InputStreamReader(file, StandardCharsets.US_ASCII))
          .lines()
          .map(line -> line.split(" ", 2))
          .forEach(entry -> names.put(entry[0], Integer.parseInt(entry[1], 16)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.copyOf(names);
  }
}
