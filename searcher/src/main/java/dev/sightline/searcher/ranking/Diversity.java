package dev.sightline.searcher.ranking;

import dev.sightline.base.vectors.Vectors;
import dev.sightline.searcher.retrieval.RankedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Spreads hits: maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998). Each next hit is
/// the one with the highest `0.7 * relevance - 0.3 * likeness`, where likeness is the cosine with
/// the most alike of those that are already taken.
final class Diversity {
  private static final double RELEVANCE = 0.7;

  /// From so many of the best the hits are chosen.
  static final int CANDIDATES = 200;

  private Diversity() {}

  /// @param ranked the best first
  /// @param k how many are wanted
  /// @param vector the unit vector of an image
  static List<RankedImage> spread(
      List<RankedImage> ranked, int k, Function<RankedImage, float[]> vector) {
    int candidates = Math.min(ranked.size(), CANDIDATES);
    var vectors = new ArrayList<float[]>();
    var likeness = new double[candidates];
    var taken = new boolean[candidates];
    ranked.subList(0, candidates).forEach(it -> vectors.add(vector.apply(it)));
    var spread = new ArrayList<RankedImage>();
    while (spread.size() < Math.min(k, candidates)) {
      int next = best(ranked, likeness, taken, spread.isEmpty());
      taken[next] = true;
      spread.add(ranked.get(next));
      for (int i = 0; i < candidates; i++) {
        likeness[i] = Math.max(likeness[i], Vectors.dot(vectors.get(i), vectors.get(next)));
      }
    }
    ranked.stream().skip(candidates).limit(k - spread.size()).forEach(spread::add);
    return List.copyOf(spread);
  }

  private static int best(
      List<RankedImage> ranked, double[] likeness, boolean[] taken, boolean isFirst) {
    int best = -1;
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < likeness.length; i++) {
      if (taken[i]) {
        continue;
      }
      if (isFirst) {
        return i;
      }
      double worth = RELEVANCE * ranked.get(i).cosine() - (1 - RELEVANCE) * likeness[i];
      if (worth > highest) {
        highest = worth;
        best = i;
      }
    }
    return best;
  }
}
