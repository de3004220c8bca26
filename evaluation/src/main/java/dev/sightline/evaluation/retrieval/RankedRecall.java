package dev.sightline.evaluation.retrieval;

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
    var once = new int[ranks.length];
    Arrays.fill(once, 1);
    return of(ranks, once);
  }

  /// The same where questions count several times or not at all.
  ///
  /// @param counts one a question; not all 0
  static RankedRecall of(int[] ranks, int[] counts) {
    var withRank = new int[Arrays.stream(ranks).max().orElse(0) + 1];
    int all = 0;
    for (int i = 0; i < ranks.length; i++) {
      withRank[ranks[i]] += counts[i];
      all += counts[i];
    }
    return new RankedRecall(
        share(withRank, 1, all),
        share(withRank, 5, all),
        share(withRank, 10, all),
        (place(withRank, (all - 1) / 2) + place(withRank, all / 2)) / 2.0);
  }

  private static double share(int[] withRank, int k, int all) {
    int found = 0;
    for (int rank = 1; rank <= Math.min(k, withRank.length - 1); rank++) {
      found += withRank[rank];
    }
    return (double) found / all;
  }

  /// The rank at a place in rising order, 0 for the first.
  private static int place(int[] withRank, int place) {
    int below = 0;
    for (int rank = 1; rank < withRank.length; rank++) {
      below += withRank[rank];
      if (below > place) {
        return rank;
      }
    }
    return withRank.length - 1;
  }
}
