package dev.sightline.searcher.retrieval;

/// The cosine of unit vectors, which is their dot product, summed in double precision.
public final class Cosine {
  private Cosine() {}

  /// Of two vectors.
  ///
  /// @param left unit vector
  /// @param right unit vector of the same dimension
  /// @return -1 to 1
  public static double of(float[] left, float[] right) {
    // Four sums at once: a single one waits for each addition.
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < left.length; i += 4) {
      a += (double) left[i] * right[i];
      b += (double) left[i + 1] * right[i + 1];
      c += (double) left[i + 2] * right[i + 2];
      d += (double) left[i + 3] * right[i + 3];
    }
    for (; i < left.length; i++) {
      a += (double) left[i] * right[i];
    }
    return a + b + c + d;
  }
}
