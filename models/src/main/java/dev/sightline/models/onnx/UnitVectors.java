package dev.sightline.models.onnx;

import java.nio.FloatBuffer;

/// Reads rows of an encoder's output, and makes them vectors of length one.
public final class UnitVectors {
  private UnitVectors() {}

  /// Copies `rows` vectors of `dimension` numbers out of a buffer.
  ///
  /// @throws EncodingException if a row holds NaN or infinity, or is all zeros
  static float[][] read(FloatBuffer buffer, int rows, int dimension) {
    var vectors = new float[rows][dimension];
    for (float[] vector : vectors) {
      buffer.get(vector);
      length(vector);
    }
    return vectors;
  }

  /// Divides each vector by its length, in place.
  ///
  /// @param vectors that [#read] gave
  /// @return the same array
  public static float[][] normalized(float[][] vectors) {
    for (float[] vector : vectors) {
      double length = length(vector);
      for (int i = 0; i < vector.length; i++) {
        vector[i] = (float) (vector[i] / length);
      }
    }
    return vectors;
  }

  private static double length(float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += (double) value * value;
    }
    double length = Math.sqrt(squares);
    if (!(length > 0) || Double.isInfinite(length)) {
      throw new EncodingException(
          "the model answered with a vector of length %s, which is no embedding".formatted(length),
          null);
    }
    return length;
  }
}
