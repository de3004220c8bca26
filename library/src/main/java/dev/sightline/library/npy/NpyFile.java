package dev.sightline.library.npy;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A writer and reader of NumPy's array format for float matrices, which FAISS, autofaiss and
/// clip-retrieval read. A header (see [NpyHeader]), then the numbers, little-endian, row by row.
/// Rows are written one at a time, so that memory use does not grow with the matrix.
public final class NpyFile implements AutoCloseable {
  private final OutputStream out;
  private final NpyHeader header;
  private final ByteBuffer row;
  private int written;

  private NpyFile(OutputStream out, NpyHeader header) {
    this.out = out;
    this.header = header;
    this.row =
        ByteBuffer.allocate(Math.toIntExact(header.rowBytes())).order(ByteOrder.LITTLE_ENDIAN);
  }

  /// Creates a file.
  ///
  /// @param rows number of rows that will be written
  /// @param dimension numbers per row, at least 1
  /// @param half float16 instead of float32: half the size, about three digits
  /// @throws IOException if it cannot be written
  public static NpyFile create(Path file, int rows, int dimension, boolean half)
      throws IOException {
    var header = new NpyHeader(rows, dimension, half, 0);
    OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
    out.write(header.bytes());
    return new NpyFile(out, header);
  }

  /// Writes the next row.
  ///
  /// @param numbers read, not kept
  /// @throws IOException if it cannot be written
  public void add(float[] numbers) throws IOException {
    if (numbers.length != header.columns()) {
      throw new IllegalArgumentException(
          "rows have %d numbers, got one of %d".formatted(header.columns(), numbers.length));
    }
    row.clear();
    for (float number : numbers) {
      if (header.half()) {
        row.putShort(Float.floatToFloat16(number));
      } else {
        row.putFloat(number);
      }
    }
    out.write(row.array());
    written++;
  }

  /// Completes the file.
  ///
  /// @throws IllegalStateException if the number of rows is not the one passed to [#create]
  @Override
  public void close() throws IOException {
    out.close();
    if (written != header.rows()) {
      throw new IllegalStateException(
          "%d rows were announced, %d written".formatted(header.rows(), written));
    }
  }

  /// Writes rows of equal length as a float32 matrix.
  ///
  /// @param dimension numbers per row, at least 1, also when there are no rows
  /// @throws IOException if the file cannot be written
  public static void write(Path file, List<float[]> rows, int dimension) throws IOException {
    for (float[] row : rows) {
      if (row.length != dimension) {
        throw new IllegalArgumentException(
            "rows have %d numbers, got one of %d".formatted(dimension, row.length));
      }
    }
    try (NpyFile npy = create(file, rows.size(), dimension, false)) {
      for (float[] row : rows) {
        npy.add(row);
      }
    }
  }

  /// Reads a float32 or float16 matrix as rows.
  ///
  /// @throws IOException if it cannot be read or is not such a matrix; the message states what was
  ///     found
  public static List<float[]> read(Path file) throws IOException {
    try (NpyRows npy = NpyRows.open(file)) {
      var rows = new ArrayList<float[]>();
      for (int r = 0; r < npy.rows(); r++) {
        rows.add(npy.next());
      }
      return rows;
    }
  }
}
