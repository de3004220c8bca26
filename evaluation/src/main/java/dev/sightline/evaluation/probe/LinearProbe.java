package dev.sightline.evaluation.probe;

import dev.sightline.evaluation.labelled.LabelledImage;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/// A linear classifier on frozen image embeddings, with its `C` found where it was not fitted.
///
/// `C` is sought as the paper does: from 1e-6 to 1e6 in steps of two decades, then around the best
/// at half the step, down to eight steps a decade (Radford et al. 2021, appendix A.3). Of equally
/// accurate ones the one with the lower cross-entropy is taken.
final class LinearProbe {
  private static final double LEAST_EXPONENT = -6;
  private static final double MOST_EXPONENT = 6;
  private static final double FIRST_STEP = 2;
  private static final double LAST_STEP = 0.125;

  private final SoftmaxRegression model;
  private final double c;
  private final Features features;
  private final List<Tried> tried;

  private LinearProbe(SoftmaxRegression model, double c, Features features, List<Tried> tried) {
    this.model = model;
    this.c = c;
    this.features = features;
    this.tried = List.copyOf(tried);
  }

  /// One value of `C` and how it did where it was not fitted.
  ///
  /// @param c the value
  /// @param accuracy share of pictures classified right, 0 to 1
  /// @param loss mean cross-entropy, nats
  record Tried(double c, double accuracy, double loss) {
    boolean isBetterThan(Tried other) {
      return accuracy > other.accuracy || (accuracy == other.accuracy && loss < other.loss);
    }
  }

  /// Finds `C` on splits and fits to all pictures.
  ///
  /// @param images of each class at least one
  /// @param splits of these pictures
  static LinearProbe swept(
      List<LabelledImage> images, int classes, List<Split> splits, Features features) {
    var tried = new TreeMap<Double, Tried>();
    double step = FIRST_STEP;
    for (double at = LEAST_EXPONENT; at <= MOST_EXPONENT; at += step) {
      tried.put(at, tryOut(at, splits, classes, features));
    }
    double best = best(tried);
    while (step > LAST_STEP) {
      step /= 2;
      for (double at : List.of(best - step, best + step)) {
        if (at >= LEAST_EXPONENT && at <= MOST_EXPONENT) {
          tried.computeIfAbsent(at, it -> tryOut(it, splits, classes, features));
        }
      }
      best = best(tried);
    }
    return fitted(images, classes, Math.pow(10, best), features, new ArrayList<>(tried.values()));
  }

  /// Fits to all pictures with a given `C`.
  static LinearProbe fitted(List<LabelledImage> images, int classes, double c, Features features) {
    return fitted(images, classes, c, features, List.of());
  }

  private static LinearProbe fitted(
      List<LabelledImage> images, int classes, double c, Features features, List<Tried> tried) {
    float[][] rows = features.rows(images);
    var model =
        SoftmaxRegression.zero(classes, rows[0].length).fit(rows, Features.labels(images), c);
    return new LinearProbe(model, c, features, tried);
  }

  private static double best(NavigableMap<Double, Tried> tried) {
    double best = tried.firstKey();
    for (var entry : tried.entrySet()) {
      Tried known = tried.get(best);
      if (known != null && entry.getValue().isBetterThan(known)) {
        best = entry.getKey();
      }
    }
    return best;
  }

  private static Tried tryOut(double exponent, List<Split> splits, int classes, Features features) {
    double c = Math.pow(10, exponent);
    int right = 0;
    int all = 0;
    double loss = 0;
    for (Split split : splits) {
      LinearProbe probe = fitted(split.first(), classes, c, features);
      for (LabelledImage image : split.second()) {
        right += probe.isRight(image) ? 1 : 0;
        loss += probe.model.loss(features.of(image), image.label());
        all++;
      }
    }
    return new Tried(c, (double) right / all, loss / all);
  }

  /// Whether a picture is classified right.
  boolean isRight(LabelledImage image) {
    return model.predict(features.of(image)) == image.label();
  }

  /// The `C` it was fitted with.
  double c() {
    return c;
  }

  /// What was tried, by `C`; empty when it was given.
  List<Tried> tried() {
    return tried;
  }
}
