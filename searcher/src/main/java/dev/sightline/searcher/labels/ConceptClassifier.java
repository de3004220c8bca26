package dev.sightline.searcher.labels;

import dev.sightline.base.vectors.Vectors;

/// A logistic classifier over unit vectors of one model. Immutable.
public final class ConceptClassifier {
  /// The least probability of an image that has the concept. On classes not fitted to, of the
  /// images above it four in five have the concept, and two in three that have it lie above it.
  public static final double CUT = 0.6;

  private final String model;
  private final float[] weights;
  private final double intercept;

  /// @param model image fingerprint
  /// @param weights one a number of a vector; copied
  /// @param intercept log odds of a vector of zeros
  ConceptClassifier(String model, float[] weights, double intercept) {
    this.model = model;
    this.weights = weights.clone();
    this.intercept = intercept;
  }

  /// The model whose vectors it reads.
  public String model() {
    return model;
  }

  float[] weights() {
    return weights.clone();
  }

  double intercept() {
    return intercept;
  }

  /// How likely an image has the concept.
  ///
  /// @param image unit vector of the model
  /// @return 0 to 1
  public double probability(float[] image) {
    return 1 / (1 + Math.exp(-(Vectors.dot(weights, image) + intercept)));
  }
}
