package dev.sightline.searcher.confidence;

import java.util.Arrays;

/// What tells whether a library holds anything that a query asks for: numbers of the query, not of
/// one image. They come from the best five images inside the filters, so they do not change with
/// how many hits are listed or in which order.
///
/// @param best cosine of the nearest image
/// @param bestFive mean cosine of the nearest five, or of all where there are fewer; agreement
///     among a few says more than the best one alone
/// @param aboveBank `best` less the 99.9th percentile of the query's cosines with neutral photos
///     ([BackgroundSample]), whose far tail says how high a true match of this very query would
// score
public record QueryEvidence(double best, double bestFive, double aboveBank) {
  /// How many of the nearest images are looked at.
  public static final int CANDIDATES = 5;

  /// From the cosines of the nearest images.
  ///
  /// @param cosines of at least the nearest [#CANDIDATES] images there are, in any order; at least
  ///     one
  /// @param farTail of the query in the bank, see [BackgroundSample#farTail]
  /// @throws IllegalArgumentException without a cosine
  public static QueryEvidence of(double[] cosines, double farTail) {
    if (cosines.length == 0) {
      throw new IllegalArgumentException("no image, no evidence");
    }
    double[] sorted = cosines.clone();
    Arrays.sort(sorted);
    int few = Math.min(CANDIDATES, sorted.length);
    double sum = 0;
    for (int i = sorted.length - few; i < sorted.length; i++) {
      sum += sorted[i];
    }
    double best = sorted[sorted.length - 1];
    return new QueryEvidence(best, sum / few, best - farTail);
  }
}
