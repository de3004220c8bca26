package dev.sightline.evaluation.probe;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Multinomial logistic regression with an L2 penalty, as scikit-learn's `LogisticRegression`
/// defines it: the minimum over weights `W` and intercepts `b` of `|W|^2 / 2 + C * (sum of the
/// samples' cross-entropies)`. Intercepts are not penalized. Immutable.
final class SoftmaxRegression {
  private static final double TOLERANCE = 1e-5;
  private static final int MOST_STEPS = 1000;

  /// The least rows and the most parts that a gradient is computed in, side by side. Parts are
  /// added in order, so that the result does not depend on the number of cores.
  private static final int LEAST_ROWS = 256;

  private static final int MOST_PARTS = 8;

  private final int classes;
  private final double[] weights; // [dimension + 1][classes]; the last row holds the intercepts

  private SoftmaxRegression(int classes, double[] weights) {
    this.classes = classes;
    this.weights = weights;
  }

  /// Before anything is learned: all classes are equally likely.
  static SoftmaxRegression zero(int classes, int dimension) {
    return new SoftmaxRegression(classes, new double[(dimension + 1) * classes]);
  }

  /// Fits, starting from these weights; the minimum is the same from everywhere.
  ///
  /// @param rows samples `[n][dimension]`, at least one
  /// @param labels the class of each
  /// @param c how much the samples count against the penalty, above 0
  SoftmaxRegression fit(float[][] rows, int[] labels, double c) {
    var fitted = new SoftmaxRegression(classes, weights.clone());
    var loss = new Loss(rows, labels, c, classes);
    new Lbfgs(loss, TOLERANCE, MOST_STEPS).minimize(fitted.weights);
    return fitted;
  }

  /// The logit of each class.
  double[] logits(float[] row) {
    return logits(weights, classes, row);
  }

  /// The likeliest class.
  int predict(float[] row) {
    double[] logits = logits(row);
    int best = 0;
    for (int k = 1; k < classes; k++) {
      best = logits[k] > logits[best] ? k : best;
    }
    return best;
  }

  /// Minus the logarithm of a class's probability.
  double loss(float[] row, int label) {
    double[] probabilities = logits(row);
    double highest = Arrays.stream(probabilities).max().orElse(0);
    double sum = 0;
    for (double logit : probabilities) {
      sum += Math.exp(logit - highest);
    }
    return highest + Math.log(sum) - probabilities[label];
  }

  /// The sum of all squared weights, intercepts left out.
  double squares() {
    double squares = 0;
    int intercepts = weights.length - classes;
    for (int i = 0; i < intercepts; i++) {
      squares += weights[i] * weights[i];
    }
    return squares;
  }

  private static double[] logits(double[] weights, int classes, float[] row) {
    double[] logits = Arrays.copyOfRange(weights, row.length * classes, weights.length);
    for (int d = 0; d < row.length; d++) {
      double value = row[d];
      int at = d * classes;
      for (int k = 0; k < classes; k++) {
        logits[k] += value * weights[at + k];
      }
    }
    return logits;
  }

  /// The objective divided by `C * n`, which keeps its gradient of one size whatever `C` is.
  private static final class Loss implements Lbfgs.Objective {
    private final float[][] rows;
    private final int[] labels;
    private final int classes;
    private final double penalty;
    private final int part;

    Loss(float[][] rows, int[] labels, double c, int classes) {
      this.rows = rows;
      this.labels = labels;
      this.classes = classes;
      this.penalty = 1 / (c * rows.length);
      this.part = Math.max(LEAST_ROWS, Math.ceilDiv(rows.length, MOST_PARTS));
    }

    /// The sum of some rows' losses and its gradient.
    private static final class Sum {
      double value;
      final double[] gradient;

      Sum(int length) {
        this.gradient = new double[length];
      }
    }

    @Override
    public double at(double[] weights, double[] gradient) {
      Sum[] sums =
          IntStream.range(0, Math.ceilDiv(rows.length, part))
              .parallel()
              .mapToObj(i -> sum(weights, i * part, Math.min((i + 1) * part, rows.length)))
              .toArray(Sum[]::new);
      Arrays.fill(gradient, 0);
      double value = 0;
      for (Sum sum : sums) {
        value += sum.value / rows.length;
        for (int i = 0; i < gradient.length; i++) {
          gradient[i] += sum.gradient[i] / rows.length;
        }
      }
      for (int i = 0; i < gradient.length - classes; i++) {
        value += penalty * weights[i] * weights[i] / 2;
        gradient[i] += penalty * weights[i];
      }
      return value;
    }

    private Sum sum(double[] weights, int from, int to) {
      var sum = new Sum(weights.length);
      for (int i = from; i < to; i++) {
        double[] miss = logits(weights, classes, rows[i]);
        double right = miss[labels[i]];
        double highest = Arrays.stream(miss).max().orElse(0);
        double total = 0;
        for (int k = 0; k < classes; k++) {
          miss[k] = Math.exp(miss[k] - highest);
          total += miss[k];
        }
        sum.value += highest + Math.log(total) - right;
        for (int k = 0; k < classes; k++) {
          miss[k] /= total;
        }
        miss[labels[i]] -= 1;
        add(sum.gradient, rows[i], miss);
      }
      return sum;
    }

    private void add(double[] gradient, float[] row, double[] miss) {
      for (int d = 0; d < row.length; d++) {
        double value = row[d];
        int at = d * classes;
        for (int k = 0; k < classes; k++) {
          gradient[at + k] += value * miss[k];
        }
      }
      int intercepts = row.length * classes;
      for (int k = 0; k < classes; k++) {
        gradient[intercepts + k] += miss[k];
      }
    }
  }
}
