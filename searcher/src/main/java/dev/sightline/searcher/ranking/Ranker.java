package dev.sightline.searcher.ranking;

import dev.sightline.library.VectorStorage;
import dev.sightline.models.layout.LogitScale;
import dev.sightline.searcher.query.Query;
import dev.sightline.searcher.query.Query.SortOrder;
import dev.sightline.searcher.retrieval.MatchCriteria;
import dev.sightline.searcher.retrieval.RankedImage;
import dev.sightline.searcher.retrieval.Retriever;
import dev.sightline.searcher.retrieval.Retriever.Neighbour;
import dev.sightline.searcher.retrieval.Retriever.Worded;
import dev.sightline.searcher.retrieval.SearchBudget;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Finds and orders the hits of questions: chooses between the graph and a scan, and brings words
/// in. Safe for concurrent use.
public final class Ranker {
  /// Up to so many images every vector is compared: the scan takes under 2 ms and misses nothing.
  static final int SCAN_LIMIT = 10_000;

  /// The longest ranking.
  public static final int LONGEST = 100_000;

  /// Images taken into a ranking because of their words, at most, of those that hold all and of
  /// those that hold some.
  private static final int WORDED_LIMIT = 10_000;

  private final Retriever library;
  private final double worthOfWords;

  public Ranker(Retriever library, LogitScale scale) {
    this.library = library;
    this.worthOfWords = HybridRanking.worthOfWords(scale);
  }

  /// The images inside a query's filters, in its order, newest first unless it says.
  ///
  /// @param k how many, at least 1
  public Ranking listed(Query query, int k) {
    Retriever.Listed listed =
        library.listed(query.filters(), query.order().orElse(SortOrder.NEWEST), k);
    List<RankedImage> hits =
        listed.ids().stream().map(id -> new RankedImage(id, Double.NaN, false)).toList();
    return new Ranking(hits, listed.matches(), true, Answer.Strategy.FILTER);
  }

  /// The first hits of a question, by the graph where that is cheaper.
  ///
  /// @param k how many, at least 1
  public Ranking ranked(EncodedRequest question, int k) {
    return switch (question.order()) {
      case RELEVANCE, DIVERSE -> near(question, k, question.request().exact(), worded(question));
      case OLDEST, NEWEST, NAME, SIZE -> ordered(question, k);
    };
  }

  /// All hits of a question, at most [#LONGEST]: the first as [#ranked] finds them, then what a
  /// scan finds besides.
  ///
  /// @param k how many come first
  public Ranking whole(EncodedRequest question, int k) {
    return switch (question.order()) {
      case RELEVANCE, DIVERSE -> {
        List<Worded> worded = worded(question);
        yield near(question, k, question.request().exact(), worded)
            .then(near(question, LONGEST, true, worded));
      }
      case OLDEST, NEWEST, NAME, SIZE -> ordered(question, LONGEST);
    };
  }

  /// The ids of a match set, at most [#LONGEST], the newest first.
  public List<String> matching(MatchCriteria set) {
    return set.query().isEmpty()
        ? library.listed(set.filters(), SortOrder.NEWEST, LONGEST).ids()
        : library.ordered(set, SortOrder.NEWEST, LONGEST).neighbours().stream()
            .map(Neighbour::id)
            .toList();
  }

  private Ranking ordered(EncodedRequest question, int k) {
    Set<String> holders =
        worded(question).stream()
            .filter(Worded::holdsAll)
            .map(Worded::id)
            .collect(Collectors.toUnmodifiableSet());
    Retriever.Retrieved found = library.ordered(question.matchSet(), question.order(), k);
    List<RankedImage> hits =
        found.neighbours().stream()
            .map(it -> new RankedImage(it.id(), it.cosine(), holders.contains(it.id())))
            .toList();
    return new Ranking(hits, found.matches(), found.complete(), Answer.Strategy.EXACT);
  }

  private Ranking near(EncodedRequest question, int k, boolean exact, List<Worded> worded) {
    boolean diverse = question.order() == SortOrder.DIVERSE;
    int wanted = wanted(question, k);
    boolean scan = exact || scanIsCheaper(question, wanted);
    float[] vector = question.encoded().whole();
    double minimum = question.minimum();
    Retriever.Retrieved found =
        scan
            ? library.scan(vector, wanted, minimum, question.filters())
            : library.nearest(vector, budget(question, k), minimum, question.filters());
    List<Neighbour> matching =
        found.neighbours().stream().filter(it -> it.cosine() >= minimum).toList();
    List<RankedImage> all = HybridRanking.fuse(matching, worded, minimum, worthOfWords);
    List<RankedImage> hits =
        diverse ? Diversity.spread(all, k, vectors(all)) : all.subList(0, Math.min(k, all.size()));
    long below = worded.stream().filter(it -> it.holdsAll() && it.cosine() < minimum).count();
    boolean complete = found.complete() && worded.size() < WORDED_LIMIT;
    return new Ranking(hits, found.matches() + below, complete, strategy(hits, minimum, scan));
  }

  /// How hard to look for the k best of a question.
  public SearchBudget budget(EncodedRequest question, int k) {
    VectorStorage vectors = library.state().vectors();
    int wanted = wanted(question, k);
    return question.encoded().words().isPresent()
        ? SearchBudget.forWords(wanted, vectors)
        : SearchBudget.forPictures(wanted, vectors);
  }

  private static int wanted(EncodedRequest question, int k) {
    return question.order() == SortOrder.DIVERSE ? Math.max(k, Diversity.CANDIDATES) : k;
  }

  private List<Worded> worded(EncodedRequest question) {
    return library.worded(
        question.words(), question.encoded().whole(), question.filters(), WORDED_LIMIT);
  }

  /// The graph pays off among many images and for few results.
  private boolean scanIsCheaper(EncodedRequest question, int wanted) {
    long among = library.count(question.filters());
    return among <= SCAN_LIMIT || wanted > among / 10;
  }

  private static Answer.Strategy strategy(List<RankedImage> hits, double minimum, boolean scan) {
    boolean onlyWords =
        !hits.isEmpty() && hits.stream().allMatch(it -> it.worded() && it.cosine() < minimum);
    return onlyWords
        ? Answer.Strategy.LEXICAL
        : scan ? Answer.Strategy.EXACT : Answer.Strategy.GRAPH;
  }

  /// The vectors of what is chosen from; of zeros for an image that has just been removed.
  private Function<RankedImage, float[]> vectors(List<RankedImage> ranked) {
    Map<String, float[]> vectors =
        library.vectors(ranked.stream().limit(Diversity.CANDIDATES).map(RankedImage::id).toList());
    return it -> vectors.getOrDefault(it.id(), new float[library.state().model().dimension()]);
  }
}
