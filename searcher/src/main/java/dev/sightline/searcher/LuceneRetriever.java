package dev.sightline.searcher;

import dev.sightline.library.ImageFields;
import dev.sightline.library.IndexedImage;
import dev.sightline.library.LibraryReader;
import dev.sightline.library.LibraryState;
import dev.sightline.library.StoredVector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.util.Bits;

/// Asks a library that Lucene keeps on this machine. The only class of this room that knows Lucene.
public final class LuceneRetriever implements Retriever {
  private final LibraryReader library;
  private final String model;
  private final String embedding;

  /// Wraps a reader; the caller closes it. Vectors are those of the model that the library is
  /// searched with now, also when it is switched to another later.
  public LuceneRetriever(LibraryReader library) {
    this.library = library;
    this.model = library.state().model().imageFingerprint();
    this.embedding = ImageFields.embedding(model);
  }

  @Override
  public Retrieved nearest(float[] query, SearchBudget budget, double minimum) {
    return library.look(
        searcher -> {
          TopDocs found =
              searcher.search(
                  new KnnFloatVectorQuery(embedding, query, budget.efSearch()), budget.efSearch());
          long matches = 0;
          for (ScoreDoc candidate : found.scoreDocs) {
            if (cosine(candidate.score) >= minimum) {
              matches++;
            }
          }
          // A walk may miss a match, however far down its last candidate lies.
          boolean complete =
              found.scoreDocs.length >= searcher.count(new FieldExistsQuery(embedding));
          return new Retrieved(
              neighbours(searcher, found.scoreDocs, budget.k()), matches, complete);
        });
  }

  @Override
  public Retrieved scan(float[] query, int k, double minimum) {
    return library.look(
        searcher -> {
          var best = new BestScores(Math.min(k, Math.max(1, searcher.getIndexReader().numDocs())));
          long matches = 0;
          for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            matches += scan(leaf, query, minimum, best);
          }
          return new Retrieved(neighbours(searcher, best.descending(), k), matches, true);
        });
  }

  private long scan(LeafReaderContext leaf, float[] query, double minimum, BestScores best)
      throws IOException {
    FloatVectorValues vectors = leaf.reader().getFloatVectorValues(embedding);
    if (vectors == null || vectors.size() == 0) {
      return 0;
    }
    VectorScorer scorer = vectors.scorer(query);
    DocIdSetIterator each = scorer.iterator();
    Bits live = leaf.reader().getLiveDocs();
    long matches = 0;
    for (int doc = each.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = each.nextDoc()) {
      if (live != null && !live.get(doc)) {
        continue;
      }
      float score = scorer.score();
      best.offer(leaf.docBase + doc, score);
      if (cosine(score) >= minimum) {
        matches++;
      }
    }
    return matches;
  }

  private static List<Neighbour> neighbours(IndexSearcher searcher, ScoreDoc[] found, int k)
      throws IOException {
    var neighbours = new ArrayList<Neighbour>();
    for (int i = 0; i < Math.min(k, found.length); i++) {
      neighbours.add(
          new Neighbour(LibraryReader.image(searcher, found[i].doc), cosine(found[i].score)));
    }
    return neighbours;
  }

  /// Lucene's score of a dot product of unit vectors is `(1 + cosine) / 2`
  /// (`VectorSimilarityFunction.DOT_PRODUCT`).
  private static double cosine(float score) {
    return 2.0 * score - 1;
  }

  @Override
  public List<IndexedImage> newest(int k) {
    return library.look(
        searcher -> {
          var byTime = new Sort(new SortField(ImageFields.TIME, SortField.Type.LONG, true));
          var found = searcher.search(new FieldExistsQuery(ImageFields.TIME), k, byTime);
          var images = new ArrayList<IndexedImage>();
          for (ScoreDoc document : found.scoreDocs) {
            images.add(LibraryReader.image(searcher, document.doc));
          }
          return images;
        });
  }

  @Override
  public Optional<IndexedImage> image(String id) {
    return library.image(id);
  }

  @Override
  public Optional<StoredVector> stored(String id) {
    return library.stored(id, model);
  }

  @Override
  public int size() {
    return library.size();
  }

  @Override
  public long commitToken() {
    return library.commitToken();
  }

  @Override
  public LibraryState state() {
    return library.state();
  }
}
