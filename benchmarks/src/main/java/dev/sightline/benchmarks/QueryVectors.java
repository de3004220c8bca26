package dev.sightline.benchmarks;

import dev.sightline.library.npy.NpyRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Vectors to ask with, of an .npy file, made of length one.
final class QueryVectors {
  private QueryVectors() {}

  /// @param most no more than so many
  static List<float[]> read(Path npy, int most) throws IOException {
    try (var rows = NpyRows.open(npy)) {
      var queries = new ArrayList<float[]>();
      for (int i = 0; i < Math.min(most, rows.rows()); i++) {
        queries.add(unit(rows.next()));
      }
      return queries;
    }
  }

  private static float[] unit(float[] vector) {
    double squares = 0;
    for (float it : vector) {
      squares += it * it;
    }
    var unit = new float[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (vector[i] / Math.sqrt(squares));
    }
    return unit;
  }
}
