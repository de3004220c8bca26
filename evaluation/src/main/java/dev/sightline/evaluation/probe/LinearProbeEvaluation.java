package dev.sightline.evaluation.probe;

import dev.sightline.base.vectors.Vectors;
import dev.sightline.evaluation.labelled.LabelledImage;
import dev.sightline.evaluation.labelled.LabelledSet;
import dev.sightline.evaluation.metrics.Estimate;
import dev.sightline.evaluation.metrics.EvaluationException;
import dev.sightline.searcher.zeroshot.ZeroShotClassifier;
import java.util.List;
import java.util.Random;

/// How well a linear classifier on frozen image embeddings tells pictures apart (Radford et al.
/// 2021, section 3.2), beside zero-shot on the same held-out pictures.
public final class LinearProbeEvaluation {
  /// The share of the training pictures that a probe is fitted to while `C` is sought.
  private static final double FITTED_SHARE = 0.8;

  private LinearProbeEvaluation() {}

  /// What was measured.
  ///
  /// @param accuracy share of held-out pictures that the probe classifies right
  /// @param zeroShot share of the same that zero-shot classifies right
  /// @param bestC how much the samples count against the penalty
  /// @param train pictures that were learned from
  /// @param test pictures that were held out
  /// @param sweep what was tried for `C`, by `C`
  public record Result(
      Estimate accuracy, Estimate zeroShot, double bestC, int train, int test, List<Point> sweep) {
    /// Copies the list.
    public Result {
      sweep = List.copyOf(sweep);
    }
  }

  /// One value of `C` that was tried.
  ///
  /// @param c the value
  /// @param accuracy on the part of the training pictures that was kept for it, 0 to 1
  public record Point(double c, double accuracy) {}

  /// Learns from a share of each class and measures on the rest.
  ///
  /// @param zeroShot a classifier of the set's classes, in their order
  /// @param trainShare of each class, above 0 and below 1
  /// @param seed of the split and the intervals
  /// @throws EvaluationException if no class has two pictures
  public static Result measure(
      LabelledSet set,
      ZeroShotClassifier zeroShot,
      Features features,
      double trainShare,
      long seed) {
    int classes = set.classes().size();
    var random = new Random(seed);
    Split split = Split.of(set.images(), classes, trainShare, random);
    LinearProbe probe = fit(split.first(), classes, features, random);
    List<LabelledImage> test = split.second();
    return new Result(
        Accuracy.of(test, probe::isRight, seed),
        Accuracy.of(test, it -> ZeroShotEvaluation.rank(zeroShot, it) == 1, seed),
        probe.c(),
        split.first().size(),
        test.size(),
        probe.tried().stream().map(it -> new Point(it.c(), it.accuracy())).toList());
  }

  /// Fits a probe, `C` sought on a fifth of the pictures; where no class has two, all are needed.
  static LinearProbe fit(List<LabelledImage> train, int classes, Features features, Random random) {
    Split validation = Split.of(train, classes, FITTED_SHARE, random);
    return validation.second().isEmpty()
        ? LinearProbe.fitted(train, classes, oneShotC(train, features), features)
        : LinearProbe.swept(train, classes, List.of(validation), features);
  }

  /// The `C` for classes of one picture, where nothing is left to seek it on: one that lets samples
  /// count about a hundred times the penalty, whatever the length of the vectors.
  static double oneShotC(List<LabelledImage> train, Features features) {
    double squares = 0;
    for (float[] row : features.rows(train)) {
      squares += Vectors.dot(row, row);
    }
    return 100 * train.size() / squares;
  }
}
