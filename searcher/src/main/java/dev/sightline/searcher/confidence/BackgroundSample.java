package dev.sightline.searcher.confidence;

import dev.sightline.base.vectors.Vectors;
import dev.sightline.library.npy.NpyRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/// Embeddings of photos that are in nobody's library, as a yardstick: how high does a query score
/// among photos that were not taken for it? A library's own photos cannot tell, because where many
/// of them fit, a match looks ordinary. Immutable.
public final class BackgroundSample {
  /// Fewer photos have no 99.9th percentile worth its name.
  public static final int LEAST_ROWS = 1_000;

  /// Which part of the bank lies below the far tail.
  private static final double FAR_TAIL = 0.999;

  private final float[][] rows;

  private BackgroundSample(float[][] rows) {
    this.rows = rows;
  }

  /// Reads a bank: a NumPy matrix, float16 or float32, one unit vector a row.
  ///
  /// @param dimension numbers of a row that the model makes
  /// @throws IOException if the file cannot be read or is no such bank; the message names it and
  ///     says what was found
  public static BackgroundSample read(Path file, int dimension) throws IOException {
    try (NpyRows npy = NpyRows.open(file)) {
      if (npy.columns() != dimension) {
        throw new IOException(
            "%s has rows of %,d numbers, the model makes %,d"
                .formatted(file, npy.columns(), dimension));
      }
      if (npy.rows() < LEAST_ROWS) {
        throw new IOException(
            "%s has %,d rows, at least %,d are needed".formatted(file, npy.rows(), LEAST_ROWS));
      }
      var rows = new float[npy.rows()][];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = npy.next();
        for (float number : rows[i]) {
          if (!Float.isFinite(number)) {
            throw new IOException("%s holds %s in row %,d".formatted(file, number, i + 1));
          }
        }
      }
      return new BackgroundSample(rows);
    }
  }

  /// How many photos it stands for.
  public int size() {
    return rows.length;
  }

  /// The vector of one photo; a copy.
  ///
  /// @param number from 0, below [#size]
  public float[] row(int number) {
    return rows[number].clone();
  }

  /// The 99.9th percentile of a query's cosines with the bank, between two rows by a straight line.
  /// Under a millisecond with 1,500 rows of 256 numbers.
  ///
  /// @param query unit vector of the bank's dimension
  public double farTail(float[] query) {
    double[] sorted = cosines(query);
    Arrays.sort(sorted);
    double place = FAR_TAIL * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /// A query's cosine with each photo of the bank, in its order.
  ///
  /// @param query unit vector of the bank's dimension
  public double[] cosines(float[] query) {
    var cosines = new double[rows.length];
    for (int i = 0; i < cosines.length; i++) {
      cosines[i] = Vectors.dot(query, rows[i]);
    }
    return cosines;
  }
}
