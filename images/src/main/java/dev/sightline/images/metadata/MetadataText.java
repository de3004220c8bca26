package dev.sightline.images.metadata;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decodes and normalizes texts of metadata.
public final class MetadataText {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  private static final int COMMENT_PREFIX = 8; // bytes that name the character code of UserComment

  private MetadataText() {}

  /// A text without control characters and without blanks around it; empty if nothing is left.
  public static Optional<String> clean(@Nullable String text) {
    return Optional.ofNullable(text)
        .map(it -> it.replaceAll("[\\p{Cntrl}\\ufeff\\ufffe\\uffff]+", " ").strip())
        .filter(it -> !it.isEmpty());
  }

  /// Decodes bytes whose encoding is not stated: UTF-8 where they are valid UTF-8, else
  /// Windows-1252, which contains Latin-1.
  public static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      return new String(bytes, WINDOWS_1252);
    }
  }

  /// Decodes the UTF-16LE text of a Windows `XP…` tag.
  public static String decodeXp(byte[] bytes) {
    return untilNul(new String(bytes, StandardCharsets.UTF_16LE));
  }

  /// Decodes EXIF `UserComment` (CIPA DC-008, 4.6.5): eight bytes that name the character code,
  /// then the text.
  ///
  /// @param littleEndian the byte order of the EXIF block, used where the text has no byte order
  ///     mark
  public static String decodeUserComment(byte[] bytes, boolean littleEndian) {
    if (bytes.length < COMMENT_PREFIX) {
      return untilNul(decode(bytes));
    }
    String code = new String(bytes, 0, COMMENT_PREFIX, StandardCharsets.ISO_8859_1);
    byte[] text = Arrays.copyOfRange(bytes, COMMENT_PREFIX, bytes.length);
    if (code.startsWith("UNICODE")) {
      return untilNul(new String(text, utf16(text, littleEndian)));
    }
    if (code.startsWith("JIS")) {
      return untilNul(
          Charset.isSupported("ISO-2022-JP")
              ? new String(text, Charset.forName("ISO-2022-JP"))
              : decode(text));
    }
    boolean coded = code.startsWith("ASCII") || code.isBlank() || code.startsWith("\0\0\0\0\0");
    return untilNul(decode(coded ? text : bytes));
  }

  /// The byte order of UTF-16 text: by its byte order mark, else by the position of most zero
  /// bytes, which Latin letters have, else that of the block.
  private static Charset utf16(byte[] text, boolean littleEndian) {
    if (text.length >= 2
        && ((text[0] == -1 && text[1] == -2) || (text[0] == -2 && text[1] == -1))) {
      return StandardCharsets.UTF_16;
    }
    int first = 0;
    int second = 0;
    for (int i = 0; i + 1 < text.length && (text[i] != 0 || text[i + 1] != 0); i += 2) {
      first += text[i] == 0 ? 1 : 0;
      second += text[i + 1] == 0 ? 1 : 0;
    }
    boolean little = first == second ? littleEndian : second > first;
    return little ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
  }

  private static String untilNul(String text) {
    int nul = text.indexOf('\0');
    return nul < 0 ? text : text.substring(0, nul);
  }
}
