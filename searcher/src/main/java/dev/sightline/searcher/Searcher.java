package dev.sightline.searcher;

import dev.sightline.images.ImageDecoder;
import dev.sightline.library.IndexedImage;
import dev.sightline.library.StoredVector;
import dev.sightline.models.ClipModel;
import dev.sightline.searcher.HybridRanking.Ranked;
import dev.sightline.searcher.Query.SortOrder;
import dev.sightline.searcher.Retriever.Neighbour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Answers questions about one library with one model. Safe for concurrent use. Owns neither.
public final class Searcher {
  /// Up to so many images every vector is compared: the scan takes under 2 ms and misses nothing.
  static final int SCAN_LIMIT = 10_000;

  /// Images taken into a ranking because of their words, at most.
  private static final int WORDED_LIMIT = 1_000;

  /// Where hits are folded, so many times the wanted ones are looked at, and again so many times
  /// more when that was not enough.
  private static final int COLLAPSING = 4;

  /// Lucene's cosines are rounded to floats.
  private static final double RANK_TOLERANCE = 1e-6;

  private final ClipModel model;
  private final Retriever library;
  private final QueryEncoder encoder;
  private final QueryConfidence confidence;

  /// Wires a searcher.
  ///
  /// @param model whose vectors are in the library
  /// @param library what is searched
  /// @param decoder for images to search by
  public Searcher(ClipModel model, Retriever library, ImageDecoder decoder) {
    this.model = model;
    this.library = library;
    this.encoder = new QueryEncoder(model, library, decoder);
    this.confidence = new QueryConfidence(model, library);
  }

  /// What is searched.
  public Retriever library() {
    return library;
  }

  /// The model that questions are encoded with.
  public ClipModel model() {
    return model;
  }

  /// What is wrong with the model's calibration and what to do, for people; empty if nothing is.
  public Optional<String> calibrationNote() {
    return confidence.found().note();
  }

  /// Answers a question. A query without a meaning lists what its filters leave, newest first
  /// unless it says otherwise.
  ///
  /// @throws QueryException if something it names cannot be found, read or combined
  public Answer search(SearchRequest request) {
    return request.collapse() ? collapsed(request) : plain(request);
  }

  /// The same answer as without folding, but for its hits. As many more are asked for as it takes
  /// to fill the places of those that were folded.
  private Answer collapsed(SearchRequest request) {
    long start = System.nanoTime();
    Answer answer = plain(request.uncollapsed(request.k()));
    var collapsing = new CollapsedHits(library);
    long wanted = (long) COLLAPSING * request.k();
    while (true) {
      int asked = (int) Math.min(Math.max(1, library.size()), wanted);
      List<Answer.Hit> found = plain(request.uncollapsed(asked)).hits();
      List<Answer.Hit> hits = collapsing.of(found, request.k());
      if (hits.size() == request.k() || found.size() < asked || asked == library.size()) {
        return answer.with(hits, Duration.ofNanos(System.nanoTime() - start));
      }
      wanted *= COLLAPSING;
    }
  }

  private Answer plain(SearchRequest request) {
    long start = System.nanoTime();
    Query query = request.query();
    if (query.meanings().isEmpty() && request.pictures().isEmpty()) {
      return listing(request, start);
    }
    requireSomethingWanted(request);
    var encoded = confidence.applied(request, encoder.encode(request));
    double cut = query.cut().orElse(encoded.confidence().cut());
    double minimum = encoded.confidence().cosineOf(cut);
    // Words make a match of an image whatever it looks like, but not a surer one than this.
    var match = cut <= HybridRanking.CONFIDENCE_OF_WORDS ? WordMatch.of(query) : WordMatch.NOTHING;
    List<Neighbour> worded =
        match.text().isEmpty()
            ? List.of()
            : library.worded(match.text(), encoded.whole(), query.filters(), WORDED_LIMIT);
    SortOrder order = query.order().orElse(SortOrder.RELEVANCE);
    return switch (order) {
      case RELEVANCE, DIVERSE -> {
        boolean scan = request.exact() || scanIsCheaper(request, order);
        Retriever.Retrieved found = near(request, encoded, minimum, scan, order);
        List<Neighbour> matching =
            found.neighbours().stream().filter(it -> it.cosine() >= minimum).toList();
        List<Ranked> ranked = HybridRanking.fuse(matching, worded, match);
        List<Ranked> best =
            order == SortOrder.DIVERSE
                ? Diversity.spread(ranked, request.k(), it -> vector(it.neighbour()))
                : ranked.subList(0, Math.min(request.k(), ranked.size()));
        long below = worded.stream().filter(it -> it.cosine() < minimum).count();
        yield answer(
            request,
            start,
            strategy(best, minimum, scan),
            found.matches() + below,
            found.complete(),
            cut,
            encoded.confidence().calibrated(),
            hits(best, encoded, match, request.explained()));
      }
      case OLDEST, NEWEST, NAME, SIZE -> {
        Retriever.Retrieved found =
            library.ordered(
                encoded.whole(), match.text(), request.k(), minimum, query.filters(), order);
        List<Ranked> ranked =
            found.neighbours().stream().map(it -> new Ranked(it, isWorded(it, worded))).toList();
        yield answer(
            request,
            start,
            Answer.Strategy.EXACT,
            found.matches(),
            found.complete(),
            cut,
            encoded.confidence().calibrated(),
            hits(ranked, encoded, match, request.explained()));
      }
    };
  }

  private static boolean isWorded(Neighbour neighbour, List<Neighbour> worded) {
    return worded.stream().anyMatch(it -> it.image().id().equals(neighbour.image().id()));
  }

  /// What is only pushed away leads nowhere.
  private static void requireSomethingWanted(SearchRequest request) {
    boolean wanted =
        !request.pictures().isEmpty()
            || request.query().meanings().stream().anyMatch(meaning -> meaning.weight() > 0);
    if (!wanted) {
      throw new QueryException(
          0,
          "The query only says what photos should not show. Add what they should, as in: beach"
              + " -people.");
    }
  }

  private Retriever.Retrieved near(
      SearchRequest request,
      QueryEncoder.EncodedQuery encoded,
      double minimum,
      boolean scan,
      SortOrder order) {
    int k = wanted(request, order);
    List<Query.Filter> filters = request.query().filters();
    return scan
        ? library.scan(encoded.whole(), k, minimum, filters)
        : library.nearest(encoded.whole(), SearchBudget.of(k), minimum, filters);
  }

  private static int wanted(SearchRequest request, SortOrder order) {
    return order == SortOrder.DIVERSE ? Math.max(request.k(), Diversity.CANDIDATES) : request.k();
  }

  /// The graph pays off among many images and for few results.
  private boolean scanIsCheaper(SearchRequest request, SortOrder order) {
    long among = library.count(request.query().filters());
    return among <= SCAN_LIMIT || wanted(request, order) > among / 10;
  }

  private static Answer.Strategy strategy(List<Ranked> best, double minimum, boolean scan) {
    boolean onlyWords =
        !best.isEmpty()
            && best.stream().allMatch(it -> it.worded() && it.neighbour().cosine() < minimum);
    return onlyWords
        ? Answer.Strategy.LEXICAL
        : scan ? Answer.Strategy.EXACT : Answer.Strategy.GRAPH;
  }

  private List<Answer.Hit> hits(
      List<Ranked> ranked, QueryEncoder.EncodedQuery query, WordMatch match, boolean explained) {
    var hits = new ArrayList<Answer.Hit>();
    for (Ranked it : ranked) {
      Neighbour neighbour = it.neighbour();
      double confidence = query.confidence().of(neighbour.cosine());
      hits.add(
          new Answer.Hit(
              hits.size() + 1,
              neighbour.image(),
              OptionalDouble.of(neighbour.cosine()),
              OptionalDouble.of(
                  it.worded()
                      ? Math.max(confidence, HybridRanking.CONFIDENCE_OF_WORDS)
                      : confidence),
              textScore(neighbour, query),
              it.worded() ? Optional.of(match.in(neighbour.image())) : Optional.empty(),
              explained ? contributions(neighbour, query) : List.of()));
    }
    return hits;
  }

  private List<Answer.Contribution> contributions(
      Neighbour neighbour, QueryEncoder.EncodedQuery query) {
    float[] vector = vector(neighbour);
    return query.parts().stream()
        .map(part -> new Answer.Contribution(part.clause(), part.contributionTo(vector)))
        .toList();
  }

  private OptionalDouble textScore(Neighbour neighbour, QueryEncoder.EncodedQuery query) {
    Optional<float[]> words = query.words();
    if (words.isEmpty()) {
      return OptionalDouble.empty();
    }
    if (words.get() == query.whole()) {
      return OptionalDouble.of(neighbour.cosine());
    }
    return OptionalDouble.of(Cosine.of(words.get(), vector(neighbour)));
  }

  private float[] vector(Neighbour neighbour) {
    return library
        .stored(neighbour.image().id())
        .map(StoredVector::vector)
        .orElseGet(() -> new float[library.state().model().dimension()]);
  }

  private Answer listing(SearchRequest request, long start) {
    Query query = request.query();
    Retriever.Listed listed =
        library.listed(query.filters(), query.order().orElse(SortOrder.NEWEST), request.k());
    var hits = new ArrayList<Answer.Hit>();
    for (IndexedImage image : listed.images()) {
      hits.add(
          new Answer.Hit(
              hits.size() + 1,
              image,
              OptionalDouble.empty(),
              OptionalDouble.empty(),
              OptionalDouble.empty(),
              Optional.empty(),
              List.of()));
    }
    return answer(
        request,
        start,
        Answer.Strategy.FILTER,
        listed.matches(),
        true,
        query.cut().orElse(Confidence.DEFAULT_CUT),
        false,
        hits);
  }

  private Answer answer(
      SearchRequest request,
      long start,
      Answer.Strategy strategy,
      long matches,
      boolean complete,
      double cut,
      boolean calibrated,
      List<Answer.Hit> hits) {
    return new Answer(
        request.text(),
        model.name(),
        Duration.ofNanos(System.nanoTime() - start),
        strategy,
        matches,
        complete ? Answer.MatchesRelation.EQ : Answer.MatchesRelation.GTE,
        cut,
        calibrated,
        hits,
        request.explained() ? Optional.of(plan(request, strategy)) : Optional.empty());
  }

  private String plan(SearchRequest request, Answer.Strategy strategy) {
    List<Query.Filter> filters = request.query().filters();
    String among =
        filters.isEmpty()
            ? "all %,d images".formatted(library.size())
            : "the %,d of %,d images that pass the filters"
                .formatted(library.count(filters), library.size());
    return switch (strategy) {
      case GRAPH ->
          "walked the graph within %s, keeping %,d candidates"
              .formatted(among, SearchBudget.of(request.k()).efSearch());
      case EXACT -> "compared the query with %s, one by one".formatted(among);
      case FILTER -> "listed %s; no meaning was asked for".formatted(among);
      case LEXICAL ->
          "found the words in names, captions or keywords of %s; none looks like the query"
              .formatted(among);
    };
  }

  /// Says where an image of the library stands with a question, and what keeps it back.
  ///
  /// @param id an image of the library
  /// @throws QueryException if something the question names cannot be found, read or combined
  public Standing standing(SearchRequest request, String id) {
    Query query = request.query();
    List<Query.Filter> failed =
        query.filters().stream().filter(filter -> !library.satisfies(id, filter)).toList();
    if (query.meanings().isEmpty() && request.pictures().isEmpty()) {
      return new Standing(
          failed, OptionalDouble.empty(), OptionalDouble.empty(), 0, OptionalLong.empty(), false);
    }
    requireSomethingWanted(request);
    var encoded = confidence.applied(request, encoder.encode(request));
    double cut = query.cut().orElse(encoded.confidence().cut());
    float[] vector = library.stored(id).orElseThrow().vector();
    double cosine = Cosine.of(encoded.whole(), vector);
    boolean worded =
        cut <= HybridRanking.CONFIDENCE_OF_WORDS
            && WordMatch.of(query).isIn(library.image(id).orElseThrow());
    long above =
        library
            .scan(encoded.whole(), 1, Math.nextUp(cosine + RANK_TOLERANCE), query.filters())
            .matches();
    return new Standing(
        failed,
        OptionalDouble.of(cosine),
        OptionalDouble.of(encoded.confidence().of(cosine)),
        cut,
        failed.isEmpty() ? OptionalLong.of(above + 1) : OptionalLong.empty(),
        worded);
  }
}
