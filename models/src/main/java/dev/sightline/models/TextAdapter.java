package dev.sightline.models;

import dev.sightline.base.files.AtomicFiles;
import dev.sightline.base.vectors.Vectors;
import dev.sightline.models.layout.InvalidModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/// A residual linear map after a text encoder: the unit vector `t` of a sentence becomes `t + A t`,
/// normalized. It changes the vectors of sentences, never those of images. Immutable.
///
/// On disk, little-endian: `SLTA`, the version 1 and the dimension as 32-bit integers, the 64
/// digits of the fingerprint of the model it was learned for (image side, then text side, ASCII),
/// `A` row by row as float32, and a CRC-32C of all bytes before it.
public final class TextAdapter {
  /// The name of the file in a model folder.
  public static final String FILE = "text-adapter.bin";

  private static final int MAGIC = 0x41544c53; // SLTA
  private static final int VERSION = 1;
  private static final int DIGITS = 32;
  private static final int MOST_DIMENSIONS = 16_384;
  private static final int HEADER = 3 * Integer.BYTES + 2 * DIGITS;

  private final int dimension;
  private final float[] map; // row-major [dimension][dimension]

  private TextAdapter(int dimension, float[] map) {
    this.dimension = dimension;
    this.map = map;
  }

  /// Creates an adapter.
  ///
  /// @param map `A`, row-major, a square matrix of finite numbers
  public static TextAdapter of(double[] map) {
    int dimension = (int) Math.round(Math.sqrt(map.length));
    if (dimension < 1 || dimension * dimension != map.length) {
      throw new IllegalArgumentException("a map is square, got %d numbers".formatted(map.length));
    }
    var floats = new float[map.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) map[i];
      if (!Float.isFinite(floats[i])) {
        throw new IllegalArgumentException("a map has finite numbers, got " + map[i]);
      }
    }
    return new TextAdapter(dimension, floats);
  }

  /// The dimension of the vectors.
  public int dimension() {
    return dimension;
  }

  /// Maps a sentence's vector.
  ///
  /// @param text unit vector; read, not kept
  /// @return a new unit vector
  public float[] apply(float[] text) {
    var mapped = new double[dimension];
    for (int d = 0; d < dimension; d++) {
      mapped[d] = text[d] + Vectors.dotRow(map, d, text);
    }
    return Vectors.divided(mapped, Vectors.length(mapped));
  }

  /// Writes the file, all or nothing.
  ///
  /// @param model the fingerprint of the model without the adapter
  /// @throws IOException if it cannot be written
  public void write(Path file, Fingerprint model) throws IOException {
    var bytes = ByteBuffer.allocate(bytes(dimension)).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(MAGIC).putInt(VERSION).putInt(dimension);
    bytes.put((model.image() + model.text()).getBytes(StandardCharsets.US_ASCII));
    for (float value : map) {
      bytes.putFloat(value);
    }
    bytes.putInt(check(bytes));
    AtomicFiles.writeDurably(file, unfinished -> Files.write(unfinished, bytes.array()));
  }

  /// Reads a file.
  ///
  /// @param model the fingerprint of the model that it is to be used with, without any adapter
  /// @throws InvalidModelException if it is missing or damaged, or was learned for another model
  static TextAdapter read(Path file, Fingerprint model) {
    ByteBuffer bytes;
    try {
      bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw InvalidModelException.unreadable(file, e.toString(), e);
    }
    if (bytes.remaining() < HEADER || bytes.getInt() != MAGIC || bytes.getInt() != VERSION) {
      throw InvalidModelException.unexpected(
          file, "beginning", "something else", "a text adapter of version " + VERSION);
    }
    int dimension = bytes.getInt();
    if (dimension < 1 || dimension > MOST_DIMENSIONS || bytes.capacity() != bytes(dimension)) {
      throw InvalidModelException.unexpected(
          file, "length", bytes.capacity() + " bytes", "a matrix of its dimension, " + dimension);
    }
    if (bytes.getInt(bytes.capacity() - Integer.BYTES) != check(bytes)) {
      throw InvalidModelException.unexpected(
          file, "checksum", "another", "that of its content; copy the file again");
    }
    var digits = new byte[2 * DIGITS];
    bytes.get(digits);
    String learnedFor = new String(digits, StandardCharsets.US_ASCII);
    if (!learnedFor.equals(model.image() + model.text())) {
      throw InvalidModelException.unexpected(
          file,
          "model",
          learnedFor,
          "that of the model it is named by, in the same variant; learn it again with: sightline"
              + " adapt");
    }
    var map = new float[dimension * dimension];
    bytes.asFloatBuffer().get(map);
    return new TextAdapter(dimension, map);
  }

  private static int bytes(int dimension) {
    return HEADER + Float.BYTES * dimension * dimension + Integer.BYTES;
  }

  private static int check(ByteBuffer bytes) {
    var check = new CRC32C();
    check.update(bytes.duplicate().position(0).limit(bytes.capacity() - Integer.BYTES));
    return (int) check.getValue();
  }
}
