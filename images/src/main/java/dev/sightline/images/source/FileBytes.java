package dev.sightline.images.source;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A file's bytes, read at any place; reading past the end is a typed `TRUNCATED`, so that parsers
/// read as if files were whole.
public final class FileBytes {
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private final String format;

  public FileBytes(byte[] bytes, String format) {
    this.bytes = bytes;
    this.format = format;
  }

  public byte[] array() {
    return bytes;
  }

  public int length() {
    return bytes.length;
  }

  public int u8(long at) throws UnreadableImageException {
    need(at, 1);
    return bytes[(int) at] & 0xFF;
  }

  public int u16(long at) throws UnreadableImageException {
    return (u8(at) << 8) | u8(at + 1);
  }

  public int u16LittleEndian(long at) throws UnreadableImageException {
    return u8(at) | (u8(at + 1) << 8);
  }

  public long u32(long at) throws UnreadableImageException {
    return ((long) u16(at) << 16) | u16(at + 2);
  }

  public long u32LittleEndian(long at) throws UnreadableImageException {
    return u16LittleEndian(at) | ((long) u16LittleEndian(at + 2) << 16);
  }

  public byte[] slice(long from, long to) throws UnreadableImageException {
    need(from, to - from);
    return Arrays.copyOfRange(bytes, (int) from, (int) to);
  }

  /// The place of the next byte 0xFF, or the file's length.
  ///
  /// Eight bytes a step: a JPEG of 4 MB is all entropy-coded data, where every 256th byte or so is
  /// one.
  ///
  /// @see <a href="https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord">a zero byte</a>
  public int indexOfFf(int from) {
    int at = from;
    for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
      long zeroAtFf = ~(long) EIGHT_BYTES.get(bytes, at);
      long found = (zeroAtFf - 0x0101_0101_0101_0101L) & ~zeroAtFf & 0x8080_8080_8080_8080L;
      if (found != 0) {
        return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
      }
    }
    while (at < bytes.length && bytes[at] != (byte) 0xFF) {
      at++;
    }
    return at;
  }

  /// Throws unless `count` bytes lie at `at`.
  public void need(long at, long count) throws UnreadableImageException {
    if (at < 0 || count < 0 || at + count > bytes.length) {
      throw UnreadableImageException.truncated(
          "The %s ends too early: %,d bytes are needed, %,d are there."
              .formatted(format, at + count, bytes.length));
    }
  }

  /// Whether the ASCII text lies at `at`; false past the end.
  public boolean hasAscii(long at, String text) {
    byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
    return at >= 0
        && at + wanted.length <= bytes.length
        && Arrays.equals(bytes, (int) at, (int) at + wanted.length, wanted, 0, wanted.length);
  }
}
