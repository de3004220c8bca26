package dev.sightline.searcher.lucene;

import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.knn.KnnCollectorManager;
import org.jspecify.annotations.Nullable;

/// A walk over the graphs of all segments, with as many candidates in each as [SegmentBudget]
/// gives it.
final class HnswSearch extends KnnFloatVectorQuery {
  /// @param field the vectors
  /// @param query unit vector
  /// @param efSearch candidates wanted of all segments together
  /// @param within what may be found; null for everything
  HnswSearch(String field, float[] query, int efSearch, @Nullable Query within) {
    super(field, query, efSearch, within);
  }

  @Override
  protected KnnCollectorManager getKnnCollectorManager(int efSearch, IndexSearcher searcher) {
    return new SegmentBudget(efSearch, SegmentBudget.DEVIATIONS, searcher);
  }
}
