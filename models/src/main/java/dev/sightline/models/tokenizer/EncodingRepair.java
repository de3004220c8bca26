package dev.sightline.models.tokenizer;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Repairs text that was UTF-8 and was decoded as Windows-1252, such as `cafÃ©` for `café` and
/// `â€™` for a curly quote.
///
/// Only sequences that are never intended are repaired: `Ã` or `Â` before a sign or a no-break
/// space (U+00A0 to U+00BF, but not the closing guillemet), a lone `Â` before a space (which was
/// such a no-break space) or before `€`, `â€` before any letter that fits, and `ðŸ` before what
/// makes an emoji. ftfy, which open_clip uses, considers many more combinations; those omitted here
/// are rare in captions and risky in a query: `É”` at the end of a quotation is right.
final class EncodingRepair {
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  /// The characters that bytes 0x80 to 0xbf decode to. Windows-1252 leaves five of the first half
  /// undefined, which programs decode as control characters.
  private static final String CONTINUATION = "[" + continuationLetters() + "]";

  private static final Pattern SEQUENCE =
      Pattern.compile(
          "[\u00c2\u00c3][\u00a0-\u00ba\u00bc-\u00bf]"
              + "|\u00c2\u20ac|(?<!\\p{L})\u00c2 "
              + "|\u00e2\u20ac%1$s|\u00f0\u0178%1$s{2}".formatted(CONTINUATION));

  private EncodingRepair() {}

  /// The text with every such sequence decoded as UTF-8.
  static String repair(String text) {
    return SEQUENCE
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(decode(found.group())));
  }

  private static String decode(String sequence) {
    if (sequence.equals("\u00c2 ")) {
      return " ";
    }
    var bytes = new byte[sequence.length()];
    for (int i = 0; i < bytes.length; i++) {
      char letter = sequence.charAt(i);
      bytes[i] = letter <= 0xff ? (byte) letter : Character.toString(letter).getBytes(WINDOWS)[0];
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /// The letter for each byte of 0x80 to 0x9f, and the control character as well.
  private static String continuationLetters() {
    var looks = new StringBuilder("\u0080-\u00bf");
    for (int value = 0x80; value <= 0x9f; value++) {
      String shown = new String(new byte[] {(byte) value}, WINDOWS);
      if (!shown.equals("\ufffd")) {
        looks.append(shown);
      }
    }
    return looks.toString();
  }
}
