package dev.sightline.searcher.adapt;

import dev.sightline.models.TextAdapter;
import java.util.List;
import java.util.Random;

/// Learns a residual linear map for the text side from images and their captions, both frozen
/// embeddings. A fifth of the images is kept aside; several strengths of the pull towards the
/// identity are tried, and what did best on the part kept aside is returned, after the epoch at
/// which it
/// did.
public final class AdapterTraining {
  /// Fewer images cannot be learned from and be measured on.
  public static final int LEAST_IMAGES = 20;

  private static final double LEARNED_SHARE = 0.8;
  private static final int BATCH = 256;
  private static final int MOST_EPOCHS = 300;
  private static final double RATE = 1e-3;

  /// Epochs without a better loss aside, after which it stops.
  private static final int PATIENCE = 15;

  private static final List<Double> PENALTIES = List.of(0.1, 0.3, 1.0, 3.0, 10.0);

  /// Trials of the scale; each shrinks the range by the golden section.
  private static final int SCALE_TRIALS = 25;

  private static final double LEAST_SCALE = 1;
  private static final double MOST_SCALE = 200;

  private AdapterTraining() {}

  /// What was learned.
  ///
  /// @param adapter the map
  /// @param epochs after how many passes over the images it was best
  /// @param penalty how strongly it was pulled towards the identity
  /// @param lossBefore cross-entropy of the images kept aside without a map, nats
  /// @param lossAfter with it; never above `lossBefore`
  public record Learned(
      TextAdapter adapter, int epochs, double penalty, double lossBefore, double lossAfter) {}

  /// Learns.
  ///
  /// @param pairs at least [#LEAST_IMAGES] images
  /// @param seed the same gives the same map
  public static Learned learn(CaptionPairs pairs, long seed) {
    if (pairs.size() < LEAST_IMAGES) {
      throw new IllegalArgumentException(
          "need at least %d images, got %d".formatted(LEAST_IMAGES, pairs.size()));
    }
    List<CaptionPairs> parts = pairs.split(LEARNED_SHARE, new Random(seed));
    double scale = scale(parts.getFirst());
    List<ContrastiveLoss> aside = parts.get(1).rounds(scale);
    int dimension = pairs.dimension();
    double before = mean(aside, new double[dimension * dimension]);
    var best = new Learned(TextAdapter.of(new double[dimension * dimension]), 0, 0, before, before);
    for (double penalty : PENALTIES) {
      Learned learned = learn(parts.getFirst(), aside, scale, penalty, before, seed);
      best = learned.lossAfter() < best.lossAfter() ? learned : best;
    }
    return best;
  }

  /// The logit scale at which the embeddings as they are fit best. With any other one a map would
  /// learn to make up for it, which lowers the loss and finds nothing better.
  private static double scale(CaptionPairs pairs) {
    double low = Math.log(LEAST_SCALE);
    double high = Math.log(MOST_SCALE);
    double section = (Math.sqrt(5) - 1) / 2;
    var none = new double[pairs.dimension() * pairs.dimension()];
    for (int trial = 0; trial < SCALE_TRIALS; trial++) {
      double left = high - section * (high - low);
      double right = low + section * (high - low);
      boolean leftIsBetter =
          mean(pairs.rounds(Math.exp(left)), none) < mean(pairs.rounds(Math.exp(right)), none);
      low = leftIsBetter ? low : left;
      high = leftIsBetter ? right : high;
    }
    return Math.exp((low + high) / 2);
  }

  private static Learned learn(
      CaptionPairs pairs,
      List<ContrastiveLoss> aside,
      double scale,
      double penalty,
      double before,
      long seed) {
    var random = new Random(seed);
    int length = pairs.dimension() * pairs.dimension();
    var map = new double[length];
    var gradient = new double[length];
    var adam = new Adam(length, RATE);
    double[] bestMap = map.clone();
    double best = before;
    int bestEpoch = 0;
    for (int epoch = 1; epoch <= MOST_EPOCHS && epoch - bestEpoch <= PATIENCE; epoch++) {
      for (ContrastiveLoss batch : pairs.batches(BATCH, scale, penalty, random)) {
        batch.gradientAt(map, gradient);
        adam.step(map, gradient);
      }
      double loss = mean(aside, map);
      if (loss < best) {
        best = loss;
        bestMap = map.clone();
        bestEpoch = epoch;
      }
    }
    return new Learned(TextAdapter.of(bestMap), bestEpoch, penalty, before, best);
  }

  private static double mean(List<ContrastiveLoss> losses, double[] map) {
    return losses.stream().mapToDouble(loss -> loss.at(map)).average().orElse(0);
  }
}
