package dev.sightline.evaluation.calibration;

import dev.sightline.base.vectors.Vectors;
import dev.sightline.evaluation.metrics.EvaluationException;
import java.util.Arrays;

/// Weighted logistic regression with an L2 penalty, by Newton's method, which for this likelihood
/// is iteratively reweighted least squares (Hastie, Tibshirani and Friedman, *The Elements of
/// Statistical Learning*, section 4.4.1). Columns are standardized first, so that the penalty means
/// the same for each; the intercept is not penalized.
final class LogisticRegression {
  private static final int MOST_STEPS = 50;
  private static final double CONVERGED = 1e-9;

  private LogisticRegression() {}

  /// Fits weights.
  ///
  /// @param rows one a sample, all of one length
  /// @param labels one a sample
  /// @param importance one a sample, at least 0
  /// @param penalty L2, above 0, on standardized weights
  /// @return one weight a column, then the intercept, in the columns' own units
  /// @throws EvaluationException if only one of the labels occurs
  static double[] fit(double[][] rows, boolean[] labels, double[] importance, double penalty) {
    requireBoth(labels);
    int columns = rows[0].length;
    var mean = new double[columns];
    var spread = new double[columns];
    standardize(rows, importance, mean, spread);
    var weights = new double[columns + 1];
    for (int step = 0; step < MOST_STEPS; step++) {
      var gradient = new double[columns + 1];
      var hessian = new double[columns + 1][columns + 1];
      for (int i = 0; i < rows.length; i++) {
        double[] row = standardized(rows[i], mean, spread);
        double probability = sigmoid(Vectors.dot(weights, row));
        double miss = importance[i] * ((labels[i] ? 1 : 0) - probability);
        double curvature = importance[i] * probability * (1 - probability);
        for (int a = 0; a <= columns; a++) {
          gradient[a] += miss * row[a];
          for (int b = 0; b <= columns; b++) {
            hessian[a][b] += curvature * row[a] * row[b];
          }
        }
      }
      for (int a = 0; a < columns; a++) {
        gradient[a] -= penalty * weights[a];
        hessian[a][a] += penalty;
      }
      hessian[columns][columns] += CONVERGED; // where all are certain, there is no curvature left
      double[] change = solve(hessian, gradient);
      for (int a = 0; a <= columns; a++) {
        weights[a] += change[a];
      }
      if (Arrays.stream(change).map(Math::abs).max().orElse(0) < CONVERGED) {
        break;
      }
    }
    return inOwnUnits(weights, mean, spread);
  }

  /// Fits the intercept alone.
  ///
  /// @param offsets log odds of each sample without it
  static double intercept(double[] offsets, boolean[] labels, double[] importance) {
    requireBoth(labels);
    double intercept = 0;
    for (int step = 0; step < MOST_STEPS; step++) {
      double gradient = 0;
      double curvature = CONVERGED;
      for (int i = 0; i < offsets.length; i++) {
        double probability = sigmoid(offsets[i] + intercept);
        gradient += importance[i] * ((labels[i] ? 1 : 0) - probability);
        curvature += importance[i] * probability * (1 - probability);
      }
      // Newton's method overshoots where the curve is flat.
      double change = Math.clamp(gradient / curvature, -1, 1);
      intercept += change;
      if (Math.abs(change) < CONVERGED) {
        break;
      }
    }
    return intercept;
  }

  private static void requireBoth(boolean[] labels) {
    boolean first = labels.length > 0 && labels[0];
    for (boolean label : labels) {
      if (label != first) {
        return;
      }
    }
    throw new EvaluationException(
        "A curve needs matches and others to be fitted to, there are only "
            + (first ? "matches." : "others."));
  }

  private static void standardize(
      double[][] rows, double[] importance, double[] mean, double[] spread) {
    double total = Arrays.stream(importance).sum();
    for (int c = 0; c < mean.length; c++) {
      for (int i = 0; i < rows.length; i++) {
        mean[c] += importance[i] * rows[i][c] / total;
      }
      double variance = 0;
      for (int i = 0; i < rows.length; i++) {
        variance += importance[i] * Math.pow(rows[i][c] - mean[c], 2) / total;
      }
      spread[c] = variance > 0 ? Math.sqrt(variance) : 1;
    }
  }

  private static double[] standardized(double[] row, double[] mean, double[] spread) {
    var standardized = new double[row.length + 1];
    for (int c = 0; c < row.length; c++) {
      standardized[c] = (row[c] - mean[c]) / spread[c];
    }
    standardized[row.length] = 1;
    return standardized;
  }

  private static double[] inOwnUnits(double[] weights, double[] mean, double[] spread) {
    double[] own = weights.clone();
    int last = own.length - 1;
    for (int c = 0; c < last; c++) {
      own[c] /= spread[c];
      own[last] -= own[c] * mean[c];
    }
    return own;
  }

  /// Solves a symmetric, positive definite system by Gaussian elimination; such a one needs no
  /// pivoting.
  private static double[] solve(double[][] matrix, double[] right) {
    int n = right.length;
    for (int a = 0; a < n; a++) {
      for (int b = a + 1; b < n; b++) {
        double factor = matrix[b][a] / matrix[a][a];
        for (int c = a; c < n; c++) {
          matrix[b][c] -= factor * matrix[a][c];
        }
        right[b] -= factor * right[a];
      }
    }
    var solution = new double[n];
    for (int a = n - 1; a >= 0; a--) {
      double rest = right[a];
      for (int b = a + 1; b < n; b++) {
        rest -= matrix[a][b] * solution[b];
      }
      solution[a] = rest / matrix[a][a];
    }
    return solution;
  }

  static double sigmoid(double logOdds) {
    return 1 / (1 + Math.exp(-logOdds));
  }
}
