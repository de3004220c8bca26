package dev.sightline.base.vectors;

/// Arithmetic on dense vectors. Products are summed in double precision, so that a cosine of two
/// float vectors is exact to about 1e-7.
///
/// Lucene's own arithmetic serves the search in its index; this class serves everything outside it.
/// Safe for concurrent use.
public final class Vectors {
  private Vectors() {}

  /// The dot product of two vectors; the cosine, if both have length one.
  ///
  /// @param left `[dimension]`
  /// @param right `[dimension]`
  public static double dot(float[] left, float[] right) {
    // Four sums at once: a single one would wait for each addition.
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

  /// The dot product of two vectors in double precision.
  ///
  /// @param left `[dimension]`
  /// @param right `[dimension]`
  public static double dot(double[] left, double[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] * right[i];
    }
    return sum;
  }

  /// The dot product of a float vector and a vector in double precision.
  ///
  /// @param left `[dimension]`
  /// @param right `[dimension]`
  public static double dot(float[] left, double[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] * right[i];
    }
    return sum;
  }

  /// The dot product of row `row` of a row-major matrix and a vector.
  ///
  /// @param matrix `[rows][vector.length]`
  public static double dotRow(float[] matrix, int row, float[] vector) {
    int start = row * vector.length;
    double sum = 0;
    for (int i = 0; i < vector.length; i++) {
      sum += (double) matrix[start + i] * vector[i];
    }
    return sum;
  }

  /// The Euclidean length of a vector. NaN or infinity if one of its numbers is.
  public static double length(float[] vector) {
    return Math.sqrt(dot(vector, vector));
  }

  /// The Euclidean length of a vector. NaN or infinity if one of its numbers is.
  public static double length(double[] vector) {
    return Math.sqrt(dot(vector, vector));
  }

  /// Divides a vector by its length, in place.
  ///
  /// @return the length that the vector had
  /// @throws ArithmeticException if the length is 0, NaN or infinite; the vector is then unchanged
  public static double normalize(float[] vector) {
    double length = checked(length(vector));
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (vector[i] / length);
    }
    return length;
  }

  /// A unit vector of the same direction.
  ///
  /// @throws ArithmeticException if the length is 0, NaN or infinite
  public static float[] normalized(double[] vector) {
    return divided(vector, checked(length(vector)));
  }

  /// A vector divided by a number, as floats.
  public static float[] divided(double[] vector, double divisor) {
    var quotient = new float[vector.length];
    for (int i = 0; i < quotient.length; i++) {
      quotient[i] = (float) (vector[i] / divisor);
    }
    return quotient;
  }

  /// Adds a multiple of a vector to a sum, in place.
  ///
  /// @param sum `[dimension]`
  /// @param vector `[dimension]`
  public static void addScaled(double[] sum, float[] vector, double weight) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += weight * vector[i];
    }
  }

  private static double checked(double length) {
    if (!(length > 0) || Double.isInfinite(length)) {
      throw new ArithmeticException("a vector of length %s has no direction".formatted(length));
    }
    return length;
  }
}
