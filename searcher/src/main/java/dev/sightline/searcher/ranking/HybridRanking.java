package dev.sightline.searcher.ranking;

import dev.sightline.models.layout.LogitScale;
import dev.sightline.searcher.retrieval.RankedImage;
import dev.sightline.searcher.retrieval.Retriever.Neighbour;
import dev.sightline.searcher.retrieval.Retriever.Worded;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Puts two rankings of images together: by nearness, and by words of names, captions and keywords.
///
/// - **Some of the words** add to an image's cosine what they are worth: the rarer, the more. This
///   only moves images that are near enough by themselves.
/// - **All of the words** make a match whatever the cosine. Such images are fused with the others
///   by reciprocal ranks (Cormack, Clarke and Büttcher, SIGIR 2009): the score of an image is the
///   sum of `1 / (60 + rank)` over the rankings it is in, that of words counting twice; it needs no
///   common scale.
/// - **The very file name** comes first.
///
/// With no words matched, the order is that of nearness. Decision 0019 says what was measured.
final class HybridRanking {
  private static final int RANK_OFFSET = 60;

  /// An image that holds all words comes before one that is as high in the other ranking.
  private static final double WORDS = 2;

  /// What holding nearly all words is worth, in logits: cosines times the model's logit scale.
  private static final double LOGITS_OF_WORDS = 7;

  /// How likely an image is a match that holds all words of the query, whatever it looks like.
  static final double CONFIDENCE_OF_WORDS = 0.95;

  private HybridRanking() {}

  /// What holding all words would add to a cosine.
  static double worthOfWords(LogitScale scale) {
    return LOGITS_OF_WORDS / scale.value();
  }

  /// @param near the nearest first, none below the cut
  /// @param worded images that share words with the query, those with all of them first, the best
  ///     first
  /// @param minimum the cosine of the cut
  /// @param worth see [#worthOfWords]
  static List<RankedImage> fuse(
      List<Neighbour> near, List<Worded> worded, double minimum, double worth) {
    if (worded.isEmpty()) {
      return near.stream().map(it -> new RankedImage(it.id(), it.cosine(), false)).toList();
    }
    var images = new HashMap<String, RankedImage>();
    var scores = new HashMap<String, Double>();
    addWorded(worded, images, scores);
    int rank = 0;
    for (Neighbour it : lifted(near, worded, minimum, worth)) {
      images.putIfAbsent(it.id(), new RankedImage(it.id(), it.cosine(), false));
      scores.merge(it.id(), reciprocal(++rank), Double::sum);
    }
    var order =
        Comparator.comparingDouble((RankedImage it) -> scores.getOrDefault(it.id(), 0.0))
            .reversed()
            .thenComparing(RankedImage::cosine, Comparator.reverseOrder());
    var ranked = new ArrayList<>(images.values());
    ranked.sort(order);
    return List.copyOf(ranked);
  }

  private static void addWorded(
      List<Worded> worded, Map<String, RankedImage> images, Map<String, Double> scores) {
    int rank = 0;
    for (Worded it : worded) {
      if (it.holdsAll()) {
        images.put(it.id(), new RankedImage(it.id(), it.cosine(), true));
        scores.put(it.id(), WORDS * reciprocal(++rank) + (it.named() ? 1 : 0));
      }
    }
  }

  private static double reciprocal(int rank) {
    return 1.0 / (RANK_OFFSET + rank);
  }

  /// The near images in the order of their cosines and what their words are worth.
  private static List<Neighbour> lifted(
      List<Neighbour> near, List<Worded> worded, double minimum, double worth) {
    var shares = new HashMap<String, Double>();
    var all = new HashMap<String, Neighbour>();
    near.forEach(it -> all.put(it.id(), it));
    for (Worded it : worded) {
      shares.put(it.id(), it.share());
      if (it.cosine() >= minimum) {
        all.putIfAbsent(it.id(), new Neighbour(it.id(), it.cosine()));
      }
    }
    var lifted = new ArrayList<>(all.values());
    lifted.sort(
        Comparator.comparingDouble(
                (Neighbour it) -> it.cosine() + worth * shares.getOrDefault(it.id(), 0.0))
            .reversed()
            .thenComparing(Neighbour::id));
    return lifted;
  }
}
