package dev.sightline.searcher;

import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.knn.KnnCollectorManager;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.search.knn.TopKnnCollectorManager;
import org.jspecify.annotations.Nullable;

/// A walk over the graphs of all segments that keeps fewer candidates in each than Lucene would.
///
/// Each segment holds a graph of its own. Of `efSearch` candidates a segment with a share `p` of
/// all vectors is expected to hold `p` times as many, give or take the standard deviation of a
/// binomial distribution, `sqrt(efSearch * p * (1 - p))`. Lucene walks each with the expectation
/// and 16 such deviations, then again with all where a segment's last candidate would still be
/// among the best. With 8, recall is what one segment gives, and a search over several a third
/// faster (`docs/performance.md`, "The graph").
final class LuceneWalk extends KnnFloatVectorQuery {
  private static final double DEVIATIONS = 8;

  /// @param field the vectors
  /// @param query unit vector
  /// @param efSearch candidates wanted of all segments together
  /// @param within what may be found; null for everything
  LuceneWalk(String field, float[] query, int efSearch, @Nullable Query within) {
    super(field, query, efSearch, within);
  }

  @Override
  protected KnnCollectorManager getKnnCollectorManager(int efSearch, IndexSearcher searcher) {
    double all = Math.max(1, searcher.getIndexReader().maxDoc());
    return new TopKnnCollectorManager(efSearch, searcher) {
      @Override
      public KnnCollector newOptimisticCollector(
          int visitLimit, KnnSearchStrategy strategy, LeafReaderContext leaf, int ofLucene) {
        int kept = Math.min(ofLucene, candidates(efSearch, leaf.reader().maxDoc() / all));
        return super.newOptimisticCollector(visitLimit, strategy, leaf, kept);
      }
    };
  }

  /// How many candidates are kept in a segment.
  ///
  /// @param share of all vectors that it holds, 0 to 1
  static int candidates(int efSearch, double share) {
    double deviation = Math.sqrt(efSearch * share * (1 - share));
    return Math.clamp((long) Math.ceil(efSearch * share + DEVIATIONS * deviation), 1, efSearch);
  }
}
