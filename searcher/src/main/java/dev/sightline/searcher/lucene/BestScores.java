package dev.sightline.searcher.lucene;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.apache.lucene.search.ScoreDoc;

/// Keeps the k best of any number of scored documents; of equal scores the lower document, so that
/// an answer is the same each time.
final class BestScores {
  private static final Comparator<ScoreDoc> WORST_FIRST =
      Comparator.<ScoreDoc>comparingDouble(it -> it.score)
          .thenComparing(Comparator.<ScoreDoc>comparingInt(it -> it.doc).reversed());

  private final int k;
  private final PriorityQueue<ScoreDoc> kept;

  BestScores(int k) {
    this.k = k;
    this.kept = new PriorityQueue<>(k, WORST_FIRST);
  }

  void offer(int document, float score) {
    if (kept.size() < k) {
      kept.add(new ScoreDoc(document, score));
      return;
    }
    ScoreDoc worst = kept.element();
    if (score > worst.score || (score == worst.score && document < worst.doc)) {
      kept.remove();
      kept.add(new ScoreDoc(document, score));
    }
  }

  ScoreDoc[] descending() {
    var best = kept.toArray(ScoreDoc[]::new);
    Arrays.sort(best, WORST_FIRST.reversed());
    return best;
  }
}
