package dev.sightline.library.npy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads a NumPy matrix row by row; only one row is in memory.
public final class NpyRows implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path file;
  private final InputStream in;
  private final NpyHeader header;

  private NpyRows(Path file, InputStream in, NpyHeader header) {
    this.file = file;
    this.in = in;
    this.header = header;
  }

  /// Opens a file of float32 or float16.
  ///
  /// @throws IOException if it cannot be read, is not such a matrix or is truncated; the message
  ///     states what was found
  public static NpyRows open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
    try {
      NpyHeader header = NpyHeader.read(in, file);
      if (Files.size(file) - header.start() < header.rows() * header.rowBytes()) {
        throw new IOException(file + " is cut short");
      }
      return new NpyRows(file, in, header);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /// The number of rows.
  public int rows() {
    return header.rows();
  }

  /// The numbers per row.
  public int columns() {
    return header.columns();
  }

  /// The next row, as float32.
  ///
  /// @throws IOException if there is none
  public float[] next() throws IOException {
    int length = Math.toIntExact(header.rowBytes());
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new IOException(file + " is cut short");
    }
    var numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    var row = new float[header.columns()];
    for (int c = 0; c < row.length; c++) {
      row[c] = header.half() ? Float.float16ToFloat(numbers.getShort()) : numbers.getFloat();
    }
    return row;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
