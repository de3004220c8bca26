package dev.sightline.evaluation.metrics;

import java.util.ArrayList;
import java.util.List;

/// Whether probabilities mean what they say: samples in ten bins by their probability, and how many
/// of each bin were true (Guo et al. 2017, section 2).
public final class Reliability {
  private static final int BINS = 10;

  private final double[] weights = new double[BINS];
  private final double[] said = new double[BINS];
  private final double[] seen = new double[BINS];

  /// One bin.
  ///
  /// @param said mean probability, 0 to 1
  /// @param seen the part that was true, 0 to 1
  /// @param samples how much it holds
  public record Bin(double said, double seen, double samples) {}

  public void add(double probability, boolean label, double weight) {
    int bin = Math.clamp((int) (probability * BINS), 0, BINS - 1);
    weights[bin] += weight;
    said[bin] += weight * probability;
    seen[bin] += label ? weight : 0;
  }

  /// The bins that hold anything, by rising probability.
  public List<Bin> bins() {
    var bins = new ArrayList<Bin>();
    for (int i = 0; i < BINS; i++) {
      if (weights[i] > 0) {
        bins.add(new Bin(said[i] / weights[i], seen[i] / weights[i], weights[i]));
      }
    }
    return bins;
  }

  /// The expected calibration error: how far, on average over samples, what was said lies from what
  /// was seen.
  public double error() {
    double total = 0;
    double error = 0;
    for (Bin bin : bins()) {
      total += bin.samples;
      error += bin.samples * Math.abs(bin.said - bin.seen);
    }
    return total == 0 ? 0 : error / total;
  }
}
