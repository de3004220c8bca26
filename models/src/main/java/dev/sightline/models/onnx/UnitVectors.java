package dev.sightline.models.onnx;

import dev.sightline.base.vectors.Vectors;
import java.nio.FloatBuffer;

/// Reads the rows of an encoder's output and normalizes them to length 1.
public final class UnitVectors {
  private UnitVectors() {}

  /// Copies `rows` vectors of `dimension` numbers out of a buffer.
  ///
  /// @throws EncodingException if a row holds NaN or infinity, or is all zeros
  static float[][] read(FloatBuffer buffer, int rows, int dimension) {
    var vectors = new float[rows][dimension];
    for (float[] vector : vectors) {
      buffer.get(vector);
      requireDirection(vector);
    }
    return vectors;
  }

  /// Divides each vector by its length, in place.
  ///
  /// @param vectors that [#read] gave
  /// @return the same array
  public static float[][] normalized(float[][] vectors) {
    for (float[] vector : vectors) {
      Vectors.normalize(vector);
    }
    return vectors;
  }

  private static void requireDirection(float[] vector) {
    double length = Vectors.length(vector);
    if (!(length > 0) || Double.isInfinite(length)) {
      throw new EncodingException(
          "the model answered with a vector of length %s, which is no embedding".formatted(length),
          null);
    }
  }
}
