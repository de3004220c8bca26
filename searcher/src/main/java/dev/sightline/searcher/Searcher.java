package dev.sightline.searcher;

import dev.sightline.images.ImageDecoder;
import dev.sightline.library.IndexedImage;
import dev.sightline.library.StoredVector;
import dev.sightline.models.ClipModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Answers questions about one library with one model. Safe for concurrent use. Owns neither.
public final class Searcher {
  /// The confidence from which a hit counts as a match.
  private static final double DEFAULT_CUT = 0.5;

  /// Up to so many images every vector is compared: the scan takes under 2 ms and misses nothing.
  private static final int SCAN_LIMIT = 10_000;

  private final ClipModel model;
  private final Retriever library;
  private final QueryEncoder encoder;

  /// Wires a searcher.
  ///
  /// @param model whose vectors are in the library
  /// @param library what is searched
  /// @param decoder for images to search by
  public Searcher(ClipModel model, Retriever library, ImageDecoder decoder) {
    this.model = model;
    this.library = library;
    this.encoder = new QueryEncoder(model, library, decoder);
  }

  /// What is searched.
  public Retriever library() {
    return library;
  }

  /// The model that questions are encoded with.
  public ClipModel model() {
    return model;
  }

  /// Answers a question. A query of no clauses lists the library, newest first.
  ///
  /// @throws QueryException if something it names cannot be found, read or combined
  public Answer search(SearchRequest request) {
    long start = System.nanoTime();
    if (request.query().meanings().isEmpty() && request.pictures().isEmpty()) {
      return listing(request, start);
    }
    QueryEncoder.EncodedQuery query = encoder.encode(request);
    double cut = request.query().cut().orElse(DEFAULT_CUT);
    double minimum = query.confidence().cosineOf(cut);
    boolean scan = request.exact() || scanIsCheaper(request);
    Retriever.Retrieved found =
        scan
            ? library.scan(query.whole(), request.k(), minimum)
            : library.nearest(query.whole(), SearchBudget.of(request.k()), minimum);
    return new Answer(
        request.text(),
        model.name(),
        Duration.ofNanos(System.nanoTime() - start),
        scan ? Answer.Strategy.EXACT : Answer.Strategy.GRAPH,
        found.matches(),
        found.complete() ? Answer.MatchesRelation.EQ : Answer.MatchesRelation.GTE,
        cut,
        false,
        hits(found.neighbours(), query, minimum));
  }

  /// The graph pays off in large libraries and for few results.
  private boolean scanIsCheaper(SearchRequest request) {
    int size = library.size();
    return size <= SCAN_LIMIT || request.k() > size / 10;
  }

  private List<Answer.Hit> hits(
      List<Retriever.Neighbour> neighbours, QueryEncoder.EncodedQuery query, double minimum) {
    var hits = new ArrayList<Answer.Hit>();
    for (Retriever.Neighbour neighbour : neighbours) {
      if (neighbour.cosine() < minimum) {
        break; // nearest first: the rest is below the cut too
      }
      hits.add(
          new Answer.Hit(
              hits.size() + 1,
              neighbour.image(),
              OptionalDouble.of(neighbour.cosine()),
              OptionalDouble.of(query.confidence().of(neighbour.cosine())),
              textScore(neighbour, query)));
    }
    return hits;
  }

  private OptionalDouble textScore(Retriever.Neighbour neighbour, QueryEncoder.EncodedQuery query) {
    Optional<float[]> words = query.words();
    if (words.isEmpty()) {
      return OptionalDouble.empty();
    }
    if (words.get() == query.whole()) {
      return OptionalDouble.of(neighbour.cosine());
    }
    return library
        .stored(neighbour.image().id())
        .map(StoredVector::vector)
        .map(vector -> OptionalDouble.of(dot(words.get(), vector)))
        .orElse(OptionalDouble.empty());
  }

  private static double dot(float[] left, float[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += (double) left[i] * right[i];
    }
    return sum;
  }

  private Answer listing(SearchRequest request, long start) {
    var hits = new ArrayList<Answer.Hit>();
    for (IndexedImage image : library.newest(request.k())) {
      hits.add(
          new Answer.Hit(
              hits.size() + 1,
              image,
              OptionalDouble.empty(),
              OptionalDouble.empty(),
              OptionalDouble.empty()));
    }
    return new Answer(
        request.text(),
        model.name(),
        Duration.ofNanos(System.nanoTime() - start),
        Answer.Strategy.FILTER,
        library.size(),
        Answer.MatchesRelation.EQ,
        request.query().cut().orElse(DEFAULT_CUT),
        false,
        hits);
  }
}
