package dev.sightline.searcher.lucene;

import dev.sightline.base.vectors.Vectors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.ConjunctionUtils;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/// Compares a vector with every vector of a library, or with those inside a filter.
final class ExactSearch {
  private final IndexSearcher searcher;
  private final String field;
  private final float[] query;
  private final @Nullable Weight within;

  private ExactSearch(
      IndexSearcher searcher, String field, float[] query, @Nullable Weight within) {
    this.searcher = searcher;
    this.field = field;
    this.query = query;
    this.within = within;
  }

  /// @param field the vectors
  /// @param query unit vector
  /// @param within what documents have to satisfy; null for all
  static ExactSearch of(IndexSearcher searcher, String field, float[] query, @Nullable Query within)
      throws IOException {
    Weight weight =
        within == null
            ? null
            : searcher.createWeight(searcher.rewrite(within), ScoreMode.COMPLETE_NO_SCORES, 1);
    return new ExactSearch(searcher, field, query, weight);
  }

  /// Takes one document with its score.
  @FunctionalInterface
  interface Visitor {
    /// @param document its number in the searcher's reader
    /// @param score as Lucene scores it; see [#cosine]
    void visit(int document, float score);
  }

  /// Visits every live document that has a vector.
  void forEach(Visitor visitor) throws IOException {
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      scan(leaf, visitor);
    }
  }

  private void scan(LeafReaderContext leaf, Visitor visitor) throws IOException {
    FloatVectorValues vectors = leaf.reader().getFloatVectorValues(field);
    if (vectors == null || vectors.size() == 0) {
      return;
    }
    VectorScorer scorer = vectors.rescorer(query); // full precision, however they are kept
    var all = new ArrayList<DocIdSetIterator>(List.of(scorer.iterator()));
    if (within != null) {
      Scorer inside = within.scorer(leaf);
      if (inside == null) {
        return;
      }
      all.add(inside.iterator());
    }
    DocIdSetIterator each =
        all.size() == 1 ? all.getFirst() : ConjunctionUtils.intersectIterators(all);
    Bits live = leaf.reader().getLiveDocs();
    for (int doc = each.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = each.nextDoc()) {
      if (live == null || live.get(doc)) {
        visitor.visit(leaf.docBase + doc, scorer.score());
      }
    }
  }

  /// Lucene's score of a dot product of unit vectors is `(1 + cosine) / 2`
  /// (`VectorSimilarityFunction.DOT_PRODUCT`).
  static double cosine(float score) {
    return 2.0 * score - 1;
  }

  /// The cosine of one document; -1, which nothing reaches, when it has no vector.
  static double cosineOf(IndexSearcher searcher, String field, int document, float[] query)
      throws IOException {
    var leaves = searcher.getIndexReader().leaves();
    LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(document, leaves));
    FloatVectorValues vectors = leaf.reader().getFloatVectorValues(field);
    if (vectors == null) {
      return -1;
    }
    KnnVectorValues.DocIndexIterator each = vectors.iterator();
    if (each.advance(document - leaf.docBase) != document - leaf.docBase) {
      return -1;
    }
    return Vectors.dot(vectors.vectorValue(each.index()), query);
  }
}
