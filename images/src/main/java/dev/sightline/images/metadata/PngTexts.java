package dev.sightline.images.metadata;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.InflaterInputStream;

/// Reads the chunks of a PNG that hold text (W3C, third edition, 11.3.3), and `tIME`.
///
/// `tEXt` is a keyword, a zero byte and Latin-1; `zTXt` has a byte for the method after the zero,
/// and compressed Latin-1; `iTXt` has a flag for compressed text, a method, a language and a
/// translated keyword, both ended by zeroes, and UTF-8.
public final class PngTexts {
  private static final String XMP = "XML:com.adobe.xmp";
  private static final int MAX_UNPACKED = 16 << 20; // bytes; a packed text could claim gigabytes

  private final TextChunks texts = new TextChunks();
  private final List<byte[]> xmp = new ArrayList<>();

  /// The text chunks, by keyword.
  public TextChunks texts() {
    return texts;
  }

  /// The XMP packets of the text chunks, in the order of the file.
  public List<byte[]> xmp() {
    return xmp;
  }

  /// Reads one chunk; a malformed chunk is ignored.
  public void add(String type, byte[] body) {
    if (type.equals("tIME")) {
      addTime(body);
      return;
    }
    int end = zero(body, 0);
    if (end < 0) {
      return;
    }
    String keyword = new String(body, 0, end, StandardCharsets.ISO_8859_1).strip();
    switch (type) {
      case "tEXt" -> add(keyword, after(body, end + 1), false);
      case "zTXt" -> add(keyword, unpacked(after(body, end + 2)), false);
      default -> addInternational(keyword, body, end);
    }
  }

  private void addInternational(String keyword, byte[] body, int end) {
    int language = end + 3;
    int translated = zero(body, language) + 1;
    int text = translated == 0 ? 0 : zero(body, translated) + 1;
    if (text > 0) {
      boolean packed = body[end + 1] == 1;
      add(keyword, packed ? unpacked(after(body, text)) : after(body, text), true);
    }
  }

  private void add(String keyword, byte[] text, boolean unicode) {
    if (keyword.equals(XMP)) {
      xmp.add(text);
    } else {
      // Many programs write UTF-8 where the standard has Latin-1.
      texts.add(
          keyword, unicode ? new String(text, StandardCharsets.UTF_8) : MetadataText.decode(text));
    }
  }

  private void addTime(byte[] body) {
    if (body.length == 7) {
      int year = (body[0] & 0xFF) << 8 | (body[1] & 0xFF);
      texts.add(
          TextChunks.TIME,
          "%04d-%02d-%02dT%02d:%02d:%02dZ"
              .formatted(year, body[2], body[3], body[4], body[5], body[6]));
    }
  }

  private static int zero(byte[] body, int from) {
    for (int at = from; at < body.length; at++) {
      if (body[at] == 0) {
        return at;
      }
    }
    return -1;
  }

  private static byte[] after(byte[] body, int from) {
    return Arrays.copyOfRange(body, Math.min(from, body.length), body.length);
  }

  private static byte[] unpacked(byte[] packed) {
    try (var input = new InflaterInputStream(new ByteArrayInputStream(packed))) {
      return input.readNBytes(MAX_UNPACKED);
    } catch (IOException _) {
      return new byte[0];
    }
  }
}
