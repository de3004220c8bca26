package dev.sightline.searcher;

import dev.sightline.searcher.Retriever.Neighbour;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Puts two rankings of images together: by nearness, and by words of names, captions and keywords.
///
/// Reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009): the score of an image is the
/// sum of `1 / (60 + rank)` over the rankings it is in, that of words counting twice; it needs no
/// common scale. An image whose very file name was asked for comes first. With no words matched,
/// the order is that of nearness.
final class HybridRanking {
  private static final int RANK_OFFSET = 60;

  /// An image that holds all words comes before one that is as high in the other ranking.
  private static final double WORDS = 2;

  /// How likely an image is a match that holds all words of the query, whatever it looks like.
  static final double CONFIDENCE_OF_WORDS = 0.95;

  private HybridRanking() {}

  /// An image in the common ranking.
  ///
  /// @param neighbour the image with its cosine
  /// @param worded whether it holds all words of the query
  record Ranked(Neighbour neighbour, boolean worded) {}

  /// @param near by nearness, the nearest first, none below the cut
  /// @param worded images that hold all words, the best first
  /// @param match tells file names that are the query
  static List<Ranked> fuse(List<Neighbour> near, List<Neighbour> worded, WordMatch match) {
    if (worded.isEmpty()) {
      return near.stream().map(it -> new Ranked(it, false)).toList();
    }
    var images = new HashMap<String, Ranked>();
    var scores = new HashMap<String, Double>();
    add(worded, true, images, scores);
    add(near, false, images, scores);
    for (Ranked ranked : images.values()) {
      if (ranked.worded() && match.names(ranked.neighbour().image())) {
        scores.merge(id(ranked.neighbour()), 1.0, Double::sum);
      }
    }
    var order =
        Comparator.comparingDouble((Ranked it) -> scores.getOrDefault(id(it.neighbour()), 0.0))
            .reversed()
            .thenComparing(it -> it.neighbour().cosine(), Comparator.reverseOrder());
    var ranked = new ArrayList<>(images.values());
    ranked.sort(order);
    return List.copyOf(ranked);
  }

  private static void add(
      List<Neighbour> ranking,
      boolean worded,
      Map<String, Ranked> images,
      Map<String, Double> scores) {
    for (int i = 0; i < ranking.size(); i++) {
      String id = id(ranking.get(i));
      images.putIfAbsent(id, new Ranked(ranking.get(i), worded));
      scores.merge(id, (worded ? WORDS : 1) / (RANK_OFFSET + i + 1), Double::sum);
    }
  }

  private static String id(Neighbour neighbour) {
    return neighbour.image().id();
  }
}
