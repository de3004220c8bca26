package dev.sightline.searcher.lucene;

import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.search.knn.TopKnnCollectorManager;

/// How many candidates a walk keeps in each of several segments: fewer than Lucene would.
///
/// Each segment holds a graph of its own. Of `efSearch` candidates a segment with a share `p` of
/// all vectors is expected to hold `p` times as many, give or take the standard deviation of a
/// binomial distribution, `sqrt(efSearch * p * (1 - p))`. Lucene walks each with the expectation
/// and 16 such deviations, then again with all where a segment's last candidate would still be
/// among the best. With 8, recall is what one segment gives, and a search over several a third
/// faster (`docs/explanation/performance/vector-search.md`, "The graph").
public final class SegmentBudget extends TopKnnCollectorManager {
  /// What a search takes.
  static final int DEVIATIONS = 8;

  private final int efSearch;
  private final int deviations;
  private final double vectors;

  /// For one search.
  ///
  /// @param efSearch candidates wanted of all segments together
  /// @param deviations how many standard deviations a segment gets beside its share
  public SegmentBudget(int efSearch, int deviations, IndexSearcher searcher) {
    super(efSearch, searcher);
    this.efSearch = efSearch;
    this.deviations = deviations;
    this.vectors = Math.max(1, searcher.getIndexReader().maxDoc());
  }

  @Override
  public KnnCollector newOptimisticCollector(
      int visitLimit, KnnSearchStrategy strategy, LeafReaderContext leaf, int ofLucene) {
    int kept = Math.min(ofLucene, in(leaf.reader().maxDoc() / vectors, efSearch, deviations));
    return super.newOptimisticCollector(visitLimit, strategy, leaf, kept);
  }

  /// How many candidates are kept in a segment.
  ///
  /// @param share of all vectors that it holds, 0 to 1
  static int in(double share, int efSearch, int deviations) {
    double deviation = Math.sqrt(efSearch * share * (1 - share));
    return Math.clamp((long) Math.ceil(efSearch * share + deviations * deviation), 1, efSearch);
  }
}
