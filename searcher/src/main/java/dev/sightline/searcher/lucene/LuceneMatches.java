package dev.sightline.searcher.lucene;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.ArrayUtil;

/// The documents that a scan found, as a query: so that Lucene sorts and counts them. Holds for one
/// searcher only.
final class LuceneMatches extends Query {
  private int[] documents = new int[16];
  private float[] scores = new float[16];
  private int size;

  /// Adds a document.
  ///
  /// @param document higher than those before it
  void add(int document, float score) {
    if (size == documents.length) {
      documents = ArrayUtil.grow(documents, size + 1);
      scores = Arrays.copyOf(scores, documents.length);
    }
    documents[size] = document;
    scores[size++] = score;
  }

  int size() {
    return size;
  }

  /// The same document with its score.
  ScoreDoc scored(ScoreDoc document) {
    int at = Arrays.binarySearch(documents, 0, size, document.doc);
    return new ScoreDoc(document.doc, scores[at]);
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) {
    return new LuceneWeight(scoreMode, boost);
  }

  private final class LuceneWeight extends ConstantScoreWeight {
    private final ScoreMode scoreMode;

    LuceneWeight(ScoreMode scoreMode, float boost) {
      super(LuceneMatches.this, boost);
      this.scoreMode = scoreMode;
    }

    @Override
    public ScorerSupplier scorerSupplier(LeafReaderContext leaf) {
      var each = new LuceneSlice(leaf.docBase, leaf.docBase + leaf.reader().maxDoc());
      return new DefaultScorerSupplier(new ConstantScoreScorer(score(), scoreMode, each));
    }

    @Override
    public boolean isCacheable(LeafReaderContext leaf) {
      return false;
    }
  }

  /// The documents of one segment, in its own numbers.
  private final class LuceneSlice extends DocIdSetIterator {
    private final int base;
    private final int end;
    private int at;
    private int document = -1;

    LuceneSlice(int base, int limit) {
      this.base = base;
      this.at = lowerBound(base);
      this.end = lowerBound(limit);
    }

    private int lowerBound(int wanted) {
      int found = Arrays.binarySearch(documents, 0, size, wanted);
      return found >= 0 ? found : -found - 1;
    }

    @Override
    public int docID() {
      return document;
    }

    @Override
    public int nextDoc() {
      document = at < end ? documents[at++] - base : NO_MORE_DOCS;
      return document;
    }

    @Override
    public int advance(int target) throws IOException {
      at = Math.max(at, lowerBound(target == NO_MORE_DOCS ? target : base + target));
      return nextDoc();
    }

    @Override
    public long cost() {
      return (long) end - at;
    }
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String field) {
    return "%,d matches".formatted(size);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
