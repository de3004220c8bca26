package dev.sightline.searcher.lucene;

import dev.sightline.library.LibraryState;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.image.StoredVector;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.schema.ImageFields;
import dev.sightline.searcher.duplicates.DuplicateRule;
import dev.sightline.searcher.duplicates.Duplicates;
import dev.sightline.searcher.query.Condition;
import dev.sightline.searcher.query.KeywordQuery;
import dev.sightline.searcher.query.Query;
import dev.sightline.searcher.retrieval.Facets;
import dev.sightline.searcher.retrieval.MatchCriteria;
import dev.sightline.searcher.retrieval.Retriever;
import dev.sightline.searcher.retrieval.SearchBudget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
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
          var walk = new HnswSearch(embedding, query, budget.efSearch(), within);
          ScoreDoc[] found =
              LuceneRescoring.of(
                  searcher, embedding, query, searcher.search(walk, budget.efSearch()).scoreDocs);
          long matches = 0;
          for (ScoreDoc candidate : found) {
            if (ExactSearch.cosine(candidate.score) >= minimum) {
              matches++;
            }
          }
          // A walk may miss a match, however far down its last candidate lies.
          int all = searcher.count(within == null ? new FieldExistsQuery(embedding) : within);
          boolean complete = found.length >= all;
          return new Retrieved(neighbours(searcher, found, budget.k()), matches, complete);
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
                if (ExactSearch.cosine(score) >= minimum) {
                  matches[0]++;
                }
              });
          return new Retrieved(neighbours(searcher, best.descending(), k), matches[0], true);
        });
  }

  @Override
  public Retrieved ordered(MatchCriteria set, Query.SortOrder order, int k) {
    return library.look(
        searcher -> {
          LuceneMatches matches = matches(searcher, set);
          ScoreDoc[] inOrder =
              Stream.of(searcher.search(matches, k, LuceneOrder.sort(order)).scoreDocs)
                  .map(matches::scored)
                  .toArray(ScoreDoc[]::new);
          return new Retrieved(neighbours(searcher, inOrder, k), matches.size(), true);
        });
  }

  @Override
  public Facets facets(MatchCriteria set, int values) {
    return library.look(
        searcher -> {
          var within =
              set.query().isEmpty() ? filters().all(set.filters()) : matches(searcher, set);
          return new LuceneFacets(library.state().roots(), values).count(searcher, within);
        });
  }

  @Override
  public List<Facets.Value> values(Condition.TextField field, int limit) {
    return library.look(searcher -> LuceneTermCounts.of(searcher.getIndexReader(), field, limit));
  }

  /// @param set with a meaning
  private LuceneMatches matches(IndexSearcher searcher, MatchCriteria set) throws IOException {
    var worded = new FixedBitSet(Math.max(1, searcher.getIndexReader().maxDoc()));
    if (!set.words().isEmpty()) {
      int all = Math.max(1, searcher.getIndexReader().numDocs());
      var holding = words(set.words(), set.filters()).holdingAll();
      for (ScoreDoc it : searcher.search(holding, all).scoreDocs) {
        worded.set(it.doc);
      }
    }
    var matches = new LuceneMatches();
    scan(searcher, set.query().orElseThrow(), set.filters())
        .forEach(
            (document, score) -> {
              if (ExactSearch.cosine(score) >= set.minimum() || worded.get(document)) {
                matches.add(document, score);
              }
            });
    return matches;
  }

  private KeywordSearch words(KeywordQuery words, List<Query.Filter> filters) {
    return new KeywordSearch(words, filters().all(filters));
  }

  private ExactSearch scan(IndexSearcher searcher, float[] query, List<Query.Filter> filters)
      throws IOException {
    return ExactSearch.of(
        searcher, embedding, query, filters.isEmpty() ? null : filters().all(filters));
  }

  private LuceneFilters filters() {
    return new LuceneFilters(library.state().roots(), duplicates::ids);
  }

  @Override
  public List<Worded> worded(
      KeywordQuery words, float[] query, List<Query.Filter> filters, int limit) {
    return words.isEmpty()
        ? List.of()
        : library.look(searcher -> words(words, filters).find(searcher, embedding, query, limit));
  }

  @Override
  public Listed listed(List<Query.Filter> filters, Query.SortOrder order, int k) {
    return library.look(
        searcher -> {
          var within = filters().all(filters);
          ScoreDoc[] found = searcher.search(within, k, LuceneOrder.sort(order)).scoreDocs;
          return new Listed(List.of(LuceneIds.of(searcher, found)), searcher.count(within));
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
    ScoreDoc[] best = Arrays.copyOf(found, Math.min(k, found.length));
    String[] ids = LuceneIds.of(searcher, best);
    var neighbours = new ArrayList<Neighbour>(best.length);
    for (int i = 0; i < best.length; i++) {
      neighbours.add(new Neighbour(ids[i], ExactSearch.cosine(best[i].score)));
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
  public void forEachVector(VectorVisitor visitor) {
    library.look(
        searcher -> {
          LuceneVectors.forEach(searcher, embedding, visitor);
          return true;
        });
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
