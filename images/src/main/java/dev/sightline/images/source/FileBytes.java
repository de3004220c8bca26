package dev.sightline.images.source;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The bytes of a file with random access. Reading past the end throws an exception with the reason
/// `TRUNCATED`, so that parsers need not check the length.
public final class FileBytes {
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private final String format;

  /// @param bytes the whole file; read, not copied
  /// @param format name of the format, for messages
  public FileBytes(byte[] bytes, String format) {
    this.bytes = bytes;
    this.format = format;
  }

  /// The array itself, not a copy.
  public byte[] array() {
    return bytes;
  }

  /// The number of bytes.
  public int length() {
    return bytes.length;
  }

  /// The unsigned byte at an offset.
  public int u8(long at) throws UnreadableImageException {
    need(at, 1);
    return bytes[(int) at] & 0xFF;
  }

  /// The unsigned big-endian 16-bit number at an offset.
  public int u16(long at) throws UnreadableImageException {
    return (u8(at) << 8) | u8(at + 1);
  }

  /// The unsigned little-endian 16-bit number at an offset.
  public int u16LittleEndian(long at) throws UnreadableImageException {
    return u8(at) | (u8(at + 1) << 8);
  }

  /// The unsigned big-endian 32-bit number at an offset.
  public long u32(long at) throws UnreadableImageException {
    return ((long) u16(at) << 16) | u16(at + 2);
  }

  /// The unsigned little-endian 32-bit number at an offset.
  public long u32LittleEndian(long at) throws UnreadableImageException {
    return u16LittleEndian(at) | ((long) u16LittleEndian(at + 2) << 16);
  }

  /// A copy of a part.
  ///
  /// @param from first offset
  /// @param to the offset after the last byte
  public byte[] slice(long from, long to) throws UnreadableImageException {
    need(from, to - from);
    return Arrays.copyOfRange(bytes, (int) from, (int) to);
  }

  /// The offset of the next byte 0xFF, or the length of the file.
  ///
  /// Compares eight bytes per step: most of a JPEG is entropy-coded data, where about every 256th
  /// byte is 0xFF.
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

  /// Checks that `count` bytes follow the offset `at`.
  public void need(long at, long count) throws UnreadableImageException {
    if (at < 0 || count < 0 || at + count > bytes.length) {
      throw UnreadableImageException.truncated(
          "The %s ends too early: %,d bytes are needed, %,d are there."
              .formatted(format, at + count, bytes.length));
    }
  }

  /// Whether an ASCII text is at the offset `at`; false past the end.
  public boolean hasAscii(long at, String text) {
    byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
    return at >= 0
        && at + wanted.length <= bytes.length
        && Arrays.equals(bytes, (int) at, (int) at + wanted.length, wanted, 0, wanted.length);
  }
}
