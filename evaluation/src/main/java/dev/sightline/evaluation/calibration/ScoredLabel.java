package dev.sightline.evaluation.calibration;

import dev.sightline.evaluation.metrics.Reliability;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Scores with what was true, in the order of the scores, and the unit that each sample came from:
/// a class or a photo. Samples of one unit resemble each other, so units are resampled, not
/// samples.
final class ScoredLabel {
  private final double[] scores;
  private final boolean[] labels;
  private final int[] units;

  ScoredLabel(double[] scores, boolean[] labels, int[] units) {
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    this.scores = Arrays.stream(order).mapToDouble(i -> scores[i]).toArray();
    this.labels = new boolean[order.length];
    this.units = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      this.labels[i] = labels[order[i]];
      this.units[i] = units[order[i]];
    }
  }

  /// The area under the ROC curve: how often a true sample has a higher score than a false one, a
  /// tie counting half (Fawcett 2006, section 7).
  ///
  /// @param counts how often each unit counts
  double auroc(int[] counts) {
    double below = 0;
    double falseTotal = 0;
    double trueTotal = 0;
    double won = 0;
    for (int from = 0; from < scores.length; ) {
      double trueHere = 0;
      double falseHere = 0;
      int i = from;
      for (; i < scores.length && scores[i] == scores[from]; i++) {
        if (labels[i]) {
          trueHere += counts[units[i]];
        } else {
          falseHere += counts[units[i]];
        }
      }
      won += trueHere * (below + falseHere / 2);
      below += falseHere;
      trueTotal += trueHere;
      falseTotal += falseHere;
      from = i;
    }
    return trueTotal == 0 || falseTotal == 0 ? 0.5 : won / (trueTotal * falseTotal);
  }

  /// Adds the samples to the bins of a reliability diagram.
  ///
  /// @param counts how often each unit counts
  /// @param weight of one sample
  void addTo(Reliability reliability, int[] counts, double weight) {
    for (int i = 0; i < scores.length; i++) {
      reliability.add(scores[i], labels[i], weight * counts[units[i]]);
    }
  }

  /// How many samples of a label there are.
  ///
  /// @param counts how often each unit counts
  double weight(boolean label, int[] counts) {
    double weight = 0;
    for (int i = 0; i < scores.length; i++) {
      weight += labels[i] == label ? counts[units[i]] : 0;
    }
    return weight;
  }

  /// The sum of the scores of a label.
  ///
  /// @param counts how often each unit counts
  double sum(boolean label, int[] counts) {
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      sum += labels[i] == label ? scores[i] * counts[units[i]] : 0;
    }
    return sum;
  }
}
