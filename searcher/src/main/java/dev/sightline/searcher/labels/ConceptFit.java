package dev.sightline.searcher.labels;

import dev.sightline.base.vectors.Vectors;
import dev.sightline.models.layout.LogitScale;
import java.util.ArrayList;
import java.util.List;

/// Fits a classifier to a few examples: logistic regression, drawn towards the zero-shot classifier
/// of the concept's name, so that the first examples help and never hurt (decision 0023).
///
/// Minimized is `sum of weight * log loss + PENALTY / 2 * |w - w0|^2`, where `w0` is the unit
/// vector of the name's sentence times a part of the logit scale. Counter-examples are those given
/// and photos of the library, which together weigh twice what the examples do. Newton's method in
/// the span of the samples (Hastie, Tibshirani and Friedman, section 12.3.3), with steps halved
/// until they lead downwards: as many unknowns as samples, whatever the dimension.
final class ConceptFit {
  /// How many photos of the library stand for everything else.
  static final int BACKGROUND = 300;

  private static final double PENALTY = 0.03;
  private static final double BACKGROUND_WEIGHT = 2;

  /// The zero-shot classifier's steepness, in logit scales. A softmax of all that a model can tell
  /// apart is steeper than one yes or no.
  private static final double STEEPNESS = 0.43;

  /// The cosine at which the zero-shot classifier says yes and no alike, as for any sentence.
  private static final double CENTRE = 0.25;

  /// The intercept is a weight of a constant this large: the penalty hardly holds it.
  private static final double CONSTANT = 3;

  private static final double LEAST_CURVATURE = 1e-9;
  private static final int MOST_STEPS = 60;
  private static final double CONVERGED = 1e-7;

  private ConceptFit() {}

  /// @param model image fingerprint
  /// @param name unit vector of a sentence with the concept's name
  /// @param yes unit vectors of examples, at least one
  /// @param no unit vectors of counter-examples given
  /// @param background unit vectors of other photos
  static ConceptClassifier fit(
      String model,
      LogitScale scale,
      float[] name,
      List<float[]> yes,
      List<float[]> no,
      List<float[]> background) {
    var rows = new ArrayList<>(yes);
    rows.addAll(no);
    rows.addAll(background);
    int samples = rows.size();
    double steepness = STEEPNESS * scale.value();
    var offsets = new double[samples];
    var importance = new double[samples];
    for (int i = 0; i < samples; i++) {
      offsets[i] = steepness * (Vectors.dot(name, rows.get(i)) - CENTRE);
      boolean given = i < yes.size() + no.size();
      importance[i] = given ? 1 : BACKGROUND_WEIGHT * yes.size() / background.size();
    }
    double[] dual = dual(gram(rows), offsets, importance, yes.size());
    var weights = new float[name.length];
    double intercept = -steepness * CENTRE;
    for (int d = 0; d < weights.length; d++) {
      double weight = steepness * name[d];
      for (int i = 0; i < samples; i++) {
        weight += dual[i] * rows.get(i)[d];
      }
      weights[d] = (float) weight;
    }
    for (double it : dual) {
      intercept += it * CONSTANT * CONSTANT;
    }
    return new ConceptClassifier(model, weights, intercept);
  }

  private static double[][] gram(List<float[]> rows) {
    var gram = new double[rows.size()][rows.size()];
    for (int i = 0; i < gram.length; i++) {
      for (int j = 0; j <= i; j++) {
        gram[i][j] = Vectors.dot(rows.get(i), rows.get(j)) + CONSTANT * CONSTANT;
        gram[j][i] = gram[i][j];
      }
    }
    return gram;
  }

  /// The coefficients of the samples in the weights.
  ///
  /// @param positives how many of the samples, the first ones, are examples
  private static double[] dual(
      double[][] gram, double[] offsets, double[] importance, int positives) {
    int n = offsets.length;
    var dual = new double[n];
    double loss = loss(gram, dual, offsets, importance, positives);
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] newton = newton(gram, dual, offsets, importance, positives);
      double share = 1;
      double[] next = between(dual, newton, share);
      double lower = loss(gram, next, offsets, importance, positives);
      while (lower > loss && share > CONVERGED) {
        share /= 2;
        next = between(dual, newton, share);
        lower = loss(gram, next, offsets, importance, positives);
      }
      double won = loss - lower;
      if (won <= CONVERGED * loss) {
        return won > 0 ? next : dual;
      }
      dual = next;
      loss = lower;
    }
    return dual;
  }

  private static double[] between(double[] from, double[] to, double share) {
    var between = new double[from.length];
    for (int i = 0; i < from.length; i++) {
      between[i] = from[i] + share * (to[i] - from[i]);
    }
    return between;
  }

  private static double loss(
      double[][] gram, double[] dual, double[] offsets, double[] importance, int positives) {
    double loss = 0;
    for (int i = 0; i < dual.length; i++) {
      double fitted = Vectors.dot(gram[i], dual);
      double logit = offsets[i] + fitted;
      double margin = i < positives ? logit : -logit;
      double logLoss =
          margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin;
      loss += importance[i] * logLoss + PENALTY / 2 * dual[i] * fitted;
    }
    return loss;
  }

  /// Where the parabola that fits best here has its lowest point.
  private static double[] newton(
      double[][] gram, double[] dual, double[] offsets, double[] importance, int positives) {
    int n = offsets.length;
    var system = new double[n][];
    var right = new double[n];
    for (int i = 0; i < n; i++) {
      double fitted = Vectors.dot(gram[i], dual);
      double probability = 1 / (1 + Math.exp(-(offsets[i] + fitted)));
      double curvature = Math.max(LEAST_CURVATURE, importance[i] * probability * (1 - probability));
      double miss = importance[i] * ((i < positives ? 1 : 0) - probability);
      system[i] = gram[i].clone();
      system[i][i] += PENALTY / curvature;
      right[i] = fitted + miss / curvature;
    }
    return LinearSystem.solve(system, right);
  }
}
