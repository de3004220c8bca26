package dev.sightline.evaluation.probe;

import dev.sightline.base.vectors.Vectors;
import java.util.ArrayDeque;
import java.util.Iterator;

/// Minimizes a smooth convex function by L-BFGS: steps along a direction that the last few changes
/// of the gradient bend towards Newton's (Nocedal and Wright 2006, algorithm 7.4), each of a length
/// that satisfies the weak Wolfe conditions, found by doubling and halving.
final class Lbfgs {
  private static final int MEMORY = 10;
  private static final double SUFFICIENT_DECREASE = 1e-4;
  private static final double CURVATURE = 0.9;
  private static final int MOST_TRIALS = 40;

  private final Objective objective;
  private final double tolerance;
  private final int mostSteps;
  private final ArrayDeque<Change> changes = new ArrayDeque<>();

  /// What is minimized.
  @FunctionalInterface
  interface Objective {
    /// The value at a point.
    ///
    /// @param gradient is overwritten with the gradient there
    double at(double[] point, double[] gradient);
  }

  /// @param tolerance no component of the gradient is larger at the end
  /// @param mostSteps where it ends in any case
  Lbfgs(Objective objective, double tolerance, int mostSteps) {
    this.objective = objective;
    this.tolerance = tolerance;
    this.mostSteps = mostSteps;
  }

  /// One step: how the point changed, and how the gradient did.
  private static final class Change {
    final double[] point;
    final double[] gradient;
    final double inverse;

    Change(double[] point, double[] gradient, double product) {
      this.point = point;
      this.gradient = gradient;
      this.inverse = 1 / product;
    }
  }

  /// Minimizes.
  ///
  /// @param start is overwritten with the minimum
  void minimize(double[] start) {
    int n = start.length;
    var gradient = new double[n];
    var next = new double[n];
    var nextGradient = new double[n];
    double value = objective.at(start, gradient);
    for (int step = 0; step < mostSteps && largest(gradient) > tolerance; step++) {
      double[] direction = direction(gradient);
      double slope = Vectors.dot(direction, gradient);
      if (slope >= 0) { // rounding has spoiled what is remembered
        changes.clear();
        direction = direction(gradient);
        slope = Vectors.dot(direction, gradient);
      }
      double length = changes.isEmpty() ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
      double shortest = 0;
      double longest = Double.POSITIVE_INFINITY;
      double nextValue = value;
      boolean found = false;
      for (int trial = 0; trial < MOST_TRIALS && !found; trial++) {
        for (int i = 0; i < n; i++) {
          next[i] = start[i] + length * direction[i];
        }
        nextValue = objective.at(next, nextGradient);
        if (!(nextValue <= value + SUFFICIENT_DECREASE * length * slope)) {
          longest = length;
        } else if (Vectors.dot(direction, nextGradient) < CURVATURE * slope) {
          shortest = length;
        } else {
          found = true;
          continue;
        }
        length = Double.isInfinite(longest) ? 2 * length : (shortest + longest) / 2;
      }
      if (!found && !(nextValue < value)) {
        return; // no better point can be told from this one
      }
      remember(start, next, gradient, nextGradient);
      System.arraycopy(next, 0, start, 0, n);
      System.arraycopy(nextGradient, 0, gradient, 0, n);
      value = nextValue;
    }
  }

  /// The two-loop recursion.
  private double[] direction(double[] gradient) {
    var direction = new double[gradient.length];
    for (int i = 0; i < direction.length; i++) {
      direction[i] = -gradient[i];
    }
    if (changes.isEmpty()) {
      return direction;
    }
    var alphas = new double[changes.size()];
    int at = alphas.length;
    for (Iterator<Change> newest = changes.descendingIterator(); newest.hasNext(); ) {
      Change change = newest.next();
      alphas[--at] = change.inverse * Vectors.dot(change.point, direction);
      add(direction, change.gradient, -alphas[at]);
    }
    Change last = changes.getLast();
    double scale = 1 / (last.inverse * Vectors.dot(last.gradient, last.gradient));
    for (int i = 0; i < direction.length; i++) {
      direction[i] *= scale;
    }
    for (Change change : changes) {
      double beta = change.inverse * Vectors.dot(change.gradient, direction);
      add(direction, change.point, alphas[at++] - beta);
    }
    return direction;
  }

  private void remember(double[] from, double[] to, double[] gradient, double[] nextGradient) {
    double[] point = difference(to, from);
    double[] bend = difference(nextGradient, gradient);
    double product = Vectors.dot(point, bend);
    if (!(product > 1e-12 * Vectors.dot(bend, bend))) {
      return; // nothing is learned from a flat step
    }
    if (changes.size() == MEMORY) {
      changes.removeFirst();
    }
    changes.addLast(new Change(point, bend, product));
  }

  private static double largest(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  private static void add(double[] to, double[] what, double factor) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * what[i];
    }
  }

  private static double[] difference(double[] left, double[] right) {
    var difference = new double[left.length];
    for (int i = 0; i < left.length; i++) {
      difference[i] = left[i] - right[i];
    }
    return difference;
  }
}
