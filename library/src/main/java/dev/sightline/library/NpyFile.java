package dev.sightline.library;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// NumPy's array file for matrices of floats: what FAISS, autofaiss and clip-retrieval read.
///
/// Format 1.0: magic `\x93NUMPY`, version 1 0, header length (unsigned 16-bit, little-endian), a
/// Python dictionary with `descr`, `fortran_order` and `shape`, padded with spaces to a multiple of
/// 64 and ended by a newline; then the numbers, little-endian, row by row.
///
/// @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">format</a>
public final class NpyFile {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int ALIGNMENT = 64;
  private static final int PREFIX_BYTES = MAGIC.length + 2 + Short.BYTES;
  private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern ROW_MAJOR = Pattern.compile("'fortran_order'\\s*:\\s*False");

  /// At most nine digits a side, which fit an int; more would not fit into memory either.
  private static final Pattern SHAPE =
      Pattern.compile("'shape'\\s*:\\s*\\(\\s*(\\d{1,9})\\s*,\\s*([1-9]\\d{0,8})\\s*,?\\s*\\)");

  /// No array is longer than 2 GiB.
  private static final long MAX_BYTES = Integer.MAX_VALUE - 8;

  private NpyFile() {}

  /// Writes rows of equal length as a float32 matrix.
  ///
  /// @param dimension numbers of a row, at least 1, also when there are no rows
  /// @throws IOException if the file cannot be written
  public static void write(Path file, List<float[]> rows, int dimension) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      out.write(header(rows.size(), dimension));
      var bytes = ByteBuffer.allocate(Float.BYTES * dimension).order(ByteOrder.LITTLE_ENDIAN);
      for (float[] row : rows) {
        if (row.length != dimension) {
          throw new IllegalArgumentException(
              "rows have %d numbers, got one of %d".formatted(dimension, row.length));
        }
        bytes.clear();
        bytes.asFloatBuffer().put(row);
        out.write(bytes.array());
      }
    }
  }

  private static byte[] header(int rows, int columns) {
    String dictionary =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }".formatted(rows, columns);
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

  /// Reads a float32 or float16 matrix as rows.
  ///
  /// @throws IOException if it cannot be read or is no such matrix; the message names what was
  ///     found
  public static List<float[]> read(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(
          "%s has %,d bytes; at most %,d can be read: split it"
              .formatted(file, Files.size(file), MAX_BYTES));
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    var magic = new byte[MAGIC.length];
    if (bytes.remaining() < PREFIX_BYTES + Short.BYTES) {
      throw new IOException(file + " is not a NumPy array");
    }
    bytes.get(magic);
    if (!java.util.Arrays.equals(magic, MAGIC)) {
      throw new IOException(file + " is not a NumPy array");
    }
    int major = bytes.get();
    bytes.get();
    int length = major == 1 ? Short.toUnsignedInt(bytes.getShort()) : bytes.getInt();
    if (length < 0 || length > bytes.remaining()) {
      throw new IOException(file + " is cut short");
    }
    var text = new byte[length];
    bytes.get(text);
    return rows(file, new String(text, StandardCharsets.ISO_8859_1), bytes);
  }

  private static List<float[]> rows(Path file, String header, ByteBuffer bytes) throws IOException {
    Matcher descr = DESCR.matcher(header);
    Matcher shape = SHAPE.matcher(header);
    String type = descr.find() ? descr.group(1) : "";
    boolean half = type.equals("<f2");
    boolean understood =
        (half || type.equals("<f4")) && shape.find() && ROW_MAJOR.matcher(header).find();
    if (!understood) {
      throw new IOException(
          "%s: expected a row-major matrix of float32 or float16, found %s"
              .formatted(file, header.strip()));
    }
    int columns = Integer.parseInt(shape.group(2));
    int count = Integer.parseInt(shape.group(1));
    if (bytes.remaining() < (long) count * columns * (half ? Short.BYTES : Float.BYTES)) {
      throw new IOException(file + " is cut short");
    }
    var rows = new ArrayList<float[]>();
    for (int r = 0; r < count; r++) {
      var row = new float[columns];
      for (int c = 0; c < columns; c++) {
        row[c] = half ? Float.float16ToFloat(bytes.getShort()) : bytes.getFloat();
      }
      rows.add(row);
    }
    return rows;
  }
}
