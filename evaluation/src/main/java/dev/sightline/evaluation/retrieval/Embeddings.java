package dev.sightline.evaluation.retrieval;

/// Arithmetic on unit vectors.
public final class Embeddings {
  private Embeddings() {}

  /// The dot product, which for unit vectors is the cosine.
  public static double cosine(float[] left, float[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += (double) left[i] * right[i];
    }
    return sum;
  }
}
