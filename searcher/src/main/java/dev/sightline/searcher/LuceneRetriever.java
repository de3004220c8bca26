package dev.sightline.searcher;

import dev.sightline.library.ImageFields;
import dev.sightline.library.IndexedImage;
import dev.sightline.library.LibraryReader;
import dev.sightline.library.LibraryState;
import dev.sightline.library.StoredVector;
import dev.sightline.library.WordAnalysis;
import dev.sightline.searcher.duplicates.DuplicateRule;
import dev.sightline.searcher.duplicates.Duplicates;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.util.FixedBitSet;

/// Asks a library that Lucene keeps on this machine. The only class of this room, with the
/// `Lucene…` ones beside it, that knows Lucene.
public final class LuceneRetriever implements Retriever {
  private final LibraryReader library;
  private final String model;
  private final String embedding;
  private final LuceneDuplicates duplicates;

  /// Wraps a reader; the caller closes it. Vectors are those of the model that the library is
  /// searched with now, also when it is switched to another later.
  public LuceneRetriever(LibraryReader library) {
    this.library = library;
    this.model = library.state().model().imageFingerprint();
    this.embedding = ImageFields.embedding(model);
    this.duplicates = new LuceneDuplicates(library, embedding);
  }

  @Override
  public Retrieved nearest(
      float[] query, SearchBudget budget, double minimum, List<Query.Filter> filters) {
    var within = filters.isEmpty() ? null : filters().all(filters);
    return library.look(
        searcher -> {
          TopDocs found =
              searcher.search(
                  new KnnFloatVectorQuery(embedding, query, budget.efSearch(), within),
                  budget.efSearch());
          long matches = 0;
          for (ScoreDoc candidate : found.scoreDocs) {
            if (LuceneScan.cosine(candidate.score) >= minimum) {
              matches++;
            }
          }
          // A walk may miss a match, however far down its last candidate lies.
          int all = searcher.count(within == null ? new FieldExistsQuery(embedding) : within);
          boolean complete = found.scoreDocs.length >= all;
          return new Retrieved(
              neighbours(searcher, found.scoreDocs, budget.k()), matches, complete);
        });
  }

  @Override
  public Retrieved scan(float[] query, int k, double minimum, List<Query.Filter> filters) {
    return library.look(
        searcher -> {
          var best = new BestScores(Math.min(k, Math.max(1, searcher.getIndexReader().numDocs())));
          var scan = scan(searcher, query, filters);
          long[] matches = new long[1];
          scan.forEach(
              (document, score) -> {
                best.offer(document, score);
                if (LuceneScan.cosine(score) >= minimum) {
                  matches[0]++;
                }
              });
          return new Retrieved(neighbours(searcher, best.descending(), k), matches[0], true);
        });
  }

  @Override
  public Retrieved ordered(
      float[] query,
      String text,
      int k,
      double minimum,
      List<Query.Filter> filters,
      Query.SortOrder order) {
    List<String> words = WordAnalysis.meaningful(text);
    return library.look(
        searcher -> {
          var worded = new FixedBitSet(Math.max(1, searcher.getIndexReader().maxDoc()));
          if (!words.isEmpty()) {
            int all = Math.max(1, searcher.getIndexReader().numDocs());
            for (ScoreDoc it : searcher.search(filters().holding(words, filters), all).scoreDocs) {
              worded.set(it.doc);
            }
          }
          var matches = new LuceneMatches();
          scan(searcher, query, filters)
              .forEach(
                  (document, score) -> {
                    if (LuceneScan.cosine(score) >= minimum || worded.get(document)) {
                      matches.add(document, score);
                    }
                  });
          ScoreDoc[] inOrder =
              Stream.of(searcher.search(matches, k, LuceneOrder.sort(order)).scoreDocs)
                  .map(matches::scored)
                  .toArray(ScoreDoc[]::new);
          return new Retrieved(neighbours(searcher, inOrder, k), matches.size(), true);
        });
  }

  private LuceneScan scan(IndexSearcher searcher, float[] query, List<Query.Filter> filters)
      throws IOException {
    return LuceneScan.of(
        searcher, embedding, query, filters.isEmpty() ? null : filters().all(filters));
  }

  private LuceneFilters filters() {
    return new LuceneFilters(library.state().roots(), duplicates::ids);
  }

  @Override
  public List<Neighbour> worded(String text, float[] query, List<Query.Filter> filters, int limit) {
    List<String> words = WordAnalysis.meaningful(text);
    if (words.isEmpty()) {
      return List.of();
    }
    return library.look(
        searcher -> {
          var holding = filters().holding(words, filters);
          ScoreDoc[] found = searcher.search(holding, limit).scoreDocs;
          var neighbours = new ArrayList<Neighbour>();
          for (ScoreDoc document : found) {
            double cosine = LuceneScan.cosineOf(searcher, embedding, document.doc, query);
            neighbours.add(new Neighbour(LibraryReader.image(searcher, document.doc), cosine));
          }
          return List.copyOf(neighbours);
        });
  }

  @Override
  public Listed listed(List<Query.Filter> filters, Query.SortOrder order, int k) {
    return library.look(
        searcher -> {
          var within = filters().all(filters);
          Sort sort = LuceneOrder.sort(order);
          var images = new ArrayList<IndexedImage>();
          for (ScoreDoc document : searcher.search(within, k, sort).scoreDocs) {
            images.add(LibraryReader.image(searcher, document.doc));
          }
          return new Listed(images, searcher.count(within));
        });
  }

  @Override
  public long count(List<Query.Filter> filters) {
    return filters.isEmpty()
        ? library.size()
        : library.look(searcher -> searcher.count(filters().all(filters)));
  }

  @Override
  public boolean satisfies(String id, Query.Filter filter) {
    var both =
        new BooleanQuery.Builder()
            .add(filters().all(List.of(filter)), BooleanClause.Occur.FILTER)
            .add(new TermQuery(new Term(ImageFields.ID, id)), BooleanClause.Occur.FILTER)
            .build();
    return library.look(searcher -> searcher.count(both)) > 0;
  }

  @Override
  public Duplicates duplicates(DuplicateRule rule) {
    return duplicates.find(rule);
  }

  private static List<Neighbour> neighbours(IndexSearcher searcher, ScoreDoc[] found, int k)
      throws IOException {
    var neighbours = new ArrayList<Neighbour>();
    for (int i = 0; i < Math.min(k, found.length); i++) {
      neighbours.add(
          new Neighbour(
              LibraryReader.image(searcher, found[i].doc), LuceneScan.cosine(found[i].score)));
    }
    return neighbours;
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
