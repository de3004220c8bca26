package dev.sightline.library.npy;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The header of NumPy's array format.
///
/// Format 1.0: magic `\x93NUMPY`, version 1 0, header length (unsigned 16-bit, little-endian), a
/// Python dictionary with `descr`, `fortran_order` and `shape`, padded with spaces to a multiple of
/// 64 and ended by a newline. From version 2.0 on the length has 32 bits.
///
/// @param rows rows of the matrix
/// @param columns numbers per row
/// @param half float16 instead of float32
/// @param start offset of the first number, where the header was read from a file
/// @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">format</a>
record NpyHeader(int rows, int columns, boolean half, long start) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int ALIGNMENT = 64;
  private static final int PREFIX_BYTES = MAGIC.length + 2 + Short.BYTES;
  private static final int LONGEST = 1 << 20;
  private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern ROW_MAJOR = Pattern.compile("'fortran_order'\\s*:\\s*False");

  /// At most nine digits per side, which fit an int.
  private static final Pattern SHAPE =
      Pattern.compile("'shape'\\s*:\\s*\\(\\s*(\\d{1,9})\\s*,\\s*([1-9]\\d{0,8})\\s*,?\\s*\\)");

  /// Bytes of a row.
  long rowBytes() {
    return (long) columns * (half ? Short.BYTES : Float.BYTES);
  }

  /// The bytes of the header.
  byte[] bytes() {
    String dictionary =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%d, %d), }"
            .formatted(half ? "<f2" : "<f4", rows, columns);
    int unpadded = PREFIX_BYTES + dictionary.length() + 1;
    int padding = (ALIGNMENT - unpadded % ALIGNMENT) % ALIGNMENT;
    byte[] text = (dictionary + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(PREFIX_BYTES + text.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC)
        .put((byte) 1)
        .put((byte) 0)
        .putShort((short) text.length)
        .put(text)
        .array();
  }

  /// Reads a header and leaves the stream at the first number.
  ///
  /// @param name of the file, for messages
  /// @throws IOException if there is no header of a matrix of float32 or float16
  static NpyHeader read(InputStream stream, Object name) throws IOException {
    var in = new DataInputStream(stream);
    byte[] start = in.readNBytes(MAGIC.length + 2);
    if (start.length < MAGIC.length + 2
        || !Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new IOException(name + " is not a NumPy array");
    }
    try {
      int major = start[MAGIC.length];
      int length =
          major == 1
              ? Short.toUnsignedInt(Short.reverseBytes(in.readShort()))
              : Integer.reverseBytes(in.readInt());
      if (length < 0 || length > LONGEST) {
        throw new EOFException("the file ends within its header");
      }
      byte[] text = in.readNBytes(length);
      if (text.length < length) {
        throw new EOFException("the file ends within its header");
      }
      int begin = MAGIC.length + 2 + (major == 1 ? Short.BYTES : Integer.BYTES) + length;
      return parse(new String(text, StandardCharsets.ISO_8859_1), begin, name);
    } catch (EOFException e) {
      throw new IOException(name + " is cut short", e);
    }
  }

  private static NpyHeader parse(String header, long start, Object name) throws IOException {
    Matcher descr = DESCR.matcher(header);
    Matcher shape = SHAPE.matcher(header);
    String type = descr.find() ? descr.group(1) : "";
    boolean half = type.equals("<f2");
    boolean understood =
        (half || type.equals("<f4")) && shape.find() && ROW_MAJOR.matcher(header).find();
    if (!understood) {
      throw new IOException(
          "%s: expected a row-major matrix of float32 or float16, found %s"
              .formatted(name, header.strip()));
    }
    return new NpyHeader(
        Integer.parseInt(shape.group(1)), Integer.parseInt(shape.group(2)), half, start);
  }
}
