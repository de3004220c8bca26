package dev.sightline.evaluation;

import java.util.Arrays;

/// How early the right answer came, over many questions.
///
/// @param r1 share of questions whose first answer was right, 0 to 1
/// @param r5 share with a right answer among the first five
/// @param r10 share with a right answer among the first ten
/// @param medianRank the median rank of the best right answer, 1 for the first
public record RankedRecall(double r1, double r5, double r10, double medianRank) {
  /// From the rank of the best right answer of each question, 1 for the first.
  ///
  /// @param ranks at least one
  static RankedRecall of(int[] ranks) {
    int[] sorted = ranks.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
    return new RankedRecall(share(sorted, 1), share(sorted, 5), share(sorted, 10), median);
  }

  private static double share(int[] ranks, int k) {
    return (double) Arrays.stream(ranks).filter(rank -> rank <= k).count() / ranks.length;
  }
}
