package dev.sightline.images;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A file's bytes, read at any place; reading past the end is a typed `TRUNCATED`, so that parsers
/// read as if files were whole.
final class FileBytes {
  private final byte[] bytes;
  private final String format;

  FileBytes(byte[] bytes, String format) {
    this.bytes = bytes;
    this.format = format;
  }

  byte[] array() {
    return bytes;
  }

  int length() {
    return bytes.length;
  }

  int u8(long at) throws UnreadableImageException {
    need(at, 1);
    return bytes[(int) at] & 0xFF;
  }

  int u16(long at) throws UnreadableImageException {
    return (u8(at) << 8) | u8(at + 1);
  }

  int u16LittleEndian(long at) throws UnreadableImageException {
    return u8(at) | (u8(at + 1) << 8);
  }

  long u32(long at) throws UnreadableImageException {
    return ((long) u16(at) << 16) | u16(at + 2);
  }

  long u32LittleEndian(long at) throws UnreadableImageException {
    return u16LittleEndian(at) | ((long) u16LittleEndian(at + 2) << 16);
  }

  byte[] slice(long from, long to) throws UnreadableImageException {
    need(from, to - from);
    return Arrays.copyOfRange(bytes, (int) from, (int) to);
  }

  /// Throws unless `count` bytes lie at `at`.
  void need(long at, long count) throws UnreadableImageException {
    if (at < 0 || count < 0 || at + count > bytes.length) {
      throw UnreadableImageException.truncated(
          "The %s ends too early: %,d bytes are needed, %,d are there."
              .formatted(format, at + count, bytes.length));
    }
  }

  /// Whether the ASCII text lies at `at`; false past the end.
  boolean hasAscii(long at, String text) {
    byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
    return at >= 0
        && at + wanted.length <= bytes.length
        && Arrays.equals(bytes, (int) at, (int) at + wanted.length, wanted, 0, wanted.length);
  }
}
