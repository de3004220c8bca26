package dev.sightline.searcher.labels;

import dev.sightline.models.layout.LogitScale;

/// Which labels of a set an image is tagged with: those whose probability is at least [#LEAST]
/// among the labels of the set and the built-in ones, by a softmax of the logit scale times the
/// cosine; of a model with a bias, by its own probability. The built-in labels stand for everything
/// else that a photo may show, so that a set of three does not have to be right about each photo.
/// Decision 0023 says what was measured.
final class LabelRule {
  /// The least probability of a tag.
  static final double LEAST = 0.1;

  /// `exp(x)` is taken as `(1 + x / 1024) ^ 1024`: ten multiplications that run side by side. Tags
  /// have `x` above -2.4, where it is wrong by less than 0.3 %.
  private static final float PARTS = 1024;

  private static final int SQUARINGS = 10;

  private final LogitScale scale;

  LabelRule(LogitScale scale) {
    this.scale = scale;
  }

  /// The probabilities of an image's labels.
  ///
  /// @param cosines of the image with each label
  /// @param probabilities written over
  void probabilities(float[] cosines, float[] probabilities) {
    if (scale.bias().isPresent()) {
      for (int i = 0; i < cosines.length; i++) {
        probabilities[i] = (float) scale.probability(cosines[i]).orElseThrow();
      }
      return;
    }
    float highest = Float.NEGATIVE_INFINITY;
    for (float cosine : cosines) {
      highest = Math.max(highest, cosine);
    }
    float factor = (float) scale.value() / PARTS;
    for (int i = 0; i < cosines.length; i++) {
      probabilities[i] = Math.max(0, 1 + factor * (cosines[i] - highest));
    }
    for (int squaring = 0; squaring < SQUARINGS; squaring++) {
      for (int i = 0; i < probabilities.length; i++) {
        probabilities[i] *= probabilities[i];
      }
    }
    float sum = 0;
    for (float probability : probabilities) {
      sum += probability;
    }
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] /= sum;
    }
  }
}
