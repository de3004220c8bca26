package dev.sightline.benchmarks;

import dev.sightline.library.npy.NpyRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;

/// Unit vectors by number, the same ones at each call: synthetic ones that lie in clusters, as
/// those of photos do, or real ones of a NumPy file. Independent random vectors have no
/// neighbourhoods, and a graph over them would say nothing (recall@10 0.18 was measured).
final class SyntheticVectors {
  private static final long SEED = 42;
  private static final int CLUSTERS = 500;

  /// Distance from the centre; gives cosines between 0.6 and 0.9 within a cluster.
  private static final double SPREAD = 0.6;

  /// Distance of a real vector that is used a second time from itself.
  private static final double REPEATED = 0.2;

  private final float[][] centres;
  private final boolean real;

  private SyntheticVectors(float[][] centres, boolean real) {
    this.centres = centres;
    this.real = real;
  }

  /// Vectors in 500 clusters.
  static SyntheticVectors clustered(int dimension) {
    var random = new SplittableRandom(SEED);
    var centres = new float[CLUSTERS][];
    for (int i = 0; i < CLUSTERS; i++) {
      centres[i] = near(new float[dimension], 1, random);
    }
    return new SyntheticVectors(centres, false);
  }

  /// The rows of a file, held in memory; beyond its end, again with a little noise.
  static SyntheticVectors ofFile(Path npy) throws IOException {
    try (var rows = NpyRows.open(npy)) {
      var vectors = new float[rows.rows()][];
      for (int i = 0; i < vectors.length; i++) {
        vectors[i] = unit(rows.next()); // float16 is not quite unit
      }
      return new SyntheticVectors(vectors, true);
    }
  }

  int dimension() {
    return centres[0].length;
  }

  /// The vector of a number.
  float[] vector(int number) {
    if (real && number < centres.length) {
      return centres[number].clone();
    }
    var random = new SplittableRandom(SEED + number);
    return real
        ? near(centres[number % centres.length], REPEATED, random)
        : near(centres[random.nextInt(CLUSTERS)], SPREAD, random);
  }

  /// A vector at length one.
  static float[] unit(float[] vector) {
    return near(vector, 0, new SplittableRandom(SEED));
  }

  private static float[] near(float[] centre, double spread, SplittableRandom random) {
    var vector = new float[centre.length];
    double squares = 0;
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (centre[i] + random.nextGaussian() * spread / Math.sqrt(vector.length));
      squares += vector[i] * vector[i];
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (vector[i] / Math.sqrt(squares));
    }
    return vector;
  }
}
