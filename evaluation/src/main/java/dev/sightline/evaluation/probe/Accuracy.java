package dev.sightline.evaluation.probe;

import dev.sightline.evaluation.labelled.LabelledImage;
import dev.sightline.evaluation.metrics.Bootstrap;
import dev.sightline.evaluation.metrics.Estimate;
import dev.sightline.evaluation.metrics.EvaluationException;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/// Shares of pictures that were classified right.
final class Accuracy {
  private Accuracy() {}

  /// With an interval over pictures.
  ///
  /// @param images at least one
  /// @param seed of the interval
  static Estimate of(List<LabelledImage> images, Predicate<LabelledImage> isRight, long seed) {
    if (images.isEmpty()) {
      throw new EvaluationException(
          "No picture is left to measure on: each class has one only, and it was learned from.");
    }
    var right = new boolean[images.size()];
    for (int i = 0; i < right.length; i++) {
      right[i] = isRight.test(images.get(i));
    }
    return new Bootstrap(new Random(seed), right.length).of(counts -> share(right, counts));
  }

  private static double share(boolean[] right, int[] counts) {
    int sum = 0;
    for (int i = 0; i < right.length; i++) {
      sum += right[i] ? counts[i] : 0;
    }
    return (double) sum / right.length;
  }

  /// Without one.
  static double plain(List<LabelledImage> images, Predicate<LabelledImage> isRight) {
    return (double) images.stream().filter(isRight).count() / images.size();
  }
}
