package dev.sightline.searcher.encoding;

import dev.sightline.base.vectors.Vectors;
import java.util.Optional;

/// A weighted sum of unit vectors.
public final class VectorSum {
  /// Below this part of all that was added, what is left is rounding and not a direction.
  private static final double NOTHING = 1e-6;

  private double[] sum = new double[0];
  private double weights;

  public void add(float[] vector, double weight) {
    if (sum.length == 0) {
      sum = new double[vector.length];
    }
    Vectors.addScaled(sum, vector, weight);
    weights += Math.abs(weight);
  }

  boolean isEmpty() {
    return sum.length == 0;
  }

  VectorSum plus(VectorSum other) {
    if (sum.length == 0) {
      return other;
    }
    var both = new VectorSum();
    both.sum = sum.clone();
    both.weights = weights + other.weights;
    for (int i = 0; i < other.sum.length; i++) {
      both.sum[i] += other.sum[i];
    }
    return both;
  }

  /// The part of this sum's weights in both sums' weights, 0 to 1; one of them is not empty.
  double share(VectorSum other) {
    return weights / (weights + other.weights);
  }

  /// The sum at length one; empty when nothing was added or the parts cancel out.
  public Optional<float[]> unit() {
    double length = length();
    if (length <= NOTHING * weights) {
      return Optional.empty();
    }
    return Optional.of(Vectors.divided(sum, length));
  }

  /// The Euclidean length of the sum.
  double length() {
    return Vectors.length(sum);
  }
}
