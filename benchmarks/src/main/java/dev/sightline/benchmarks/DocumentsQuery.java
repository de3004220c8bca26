package dev.sightline.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.SparseFixedBitSet;

/// Finds documents by their numbers in one reader.
final class DocumentsQuery extends Query {
  private final int[] documents;

  DocumentsQuery(int[] documents) {
    this.documents = documents.clone();
    Arrays.sort(this.documents);
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) {
    return new ConstantScoreWeight(this, boost) {
      @Override
      public ScorerSupplier scorerSupplier(LeafReaderContext context) throws IOException {
        var inside = new SparseFixedBitSet(context.reader().maxDoc());
        for (int document : documents) {
          int local = document - context.docBase;
          if (local >= 0 && local < inside.length()) {
            inside.set(local);
          }
        }
        DocIdSetIterator each = new BitSetIterator(inside, documents.length);
        var scorer = new ConstantScoreScorer(score(), scoreMode, each);
        return new DefaultScorerSupplier(scorer);
      }

      @Override
      public boolean isCacheable(LeafReaderContext context) {
        return false;
      }
    };
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String field) {
    return documents.length + " documents";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DocumentsQuery it && Arrays.equals(documents, it.documents);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(documents);
  }
}
