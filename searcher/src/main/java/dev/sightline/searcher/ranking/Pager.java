package dev.sightline.searcher.ranking;

import dev.sightline.searcher.request.Cursor;
import dev.sightline.searcher.request.SearchRequest;
import dev.sightline.searcher.retrieval.CacheUse;
import dev.sightline.searcher.retrieval.RankedImage;
import dev.sightline.searcher.retrieval.Retriever;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/// Cuts pages of hits out of rankings, with near-duplicates folded where that was asked for. Safe
/// for concurrent use.
public final class Pager {
  /// Where hits are folded, so many times the wanted ones are looked at, and again so many times
  /// more when that was not enough.
  private static final int FOLDING = 4;

  private final Retriever library;
  private final RankingCache rankings = new RankingCache();

  public Pager(Retriever library) {
    this.library = library;
  }

  public CacheUse cacheUse() {
    return rankings.cacheUse();
  }

  /// Reads hits from the library.
  @FunctionalInterface
  public interface Reading {
    /// @param hits a part of a ranking
    /// @param before how many lie before it
    List<Answer.Hit> hits(List<RankedImage> hits, int before);
  }

  /// A page.
  ///
  /// @param ranking that it was cut from
  /// @param hits at most as many as were asked for
  /// @param next where the next page begins; empty on the last one
  public record Page(Ranking ranking, List<Answer.Hit> hits, Optional<Cursor> next) {}

  /// @param first the ranking up to so many hits, for a first page
  /// @param whole the whole ranking, for any other
  public Page page(
      SearchRequest request, IntFunction<Ranking> first, Supplier<Ranking> whole, Reading reading) {
    int looked = request.k();
    while (true) {
      Ranking ranking =
          request.after().isEmpty() ? first.apply(looked) : rankings.whole(request, library, whole);
      int from = request.after().map(ranking::placeOf).orElse(0);
      int shown = request.after().map(Cursor::shown).orElse(0);
      List<Answer.Hit> hits = reading.hits(ranking.page(from, looked), from);
      if (!request.collapse()) {
        int end = from + ranking.page(from, looked).size();
        return new Page(ranking, hits, next(request, ranking, end, end));
      }
      var folded = new CollapsedHits(library);
      boolean full = folded.take(hits, request.k(), shown);
      int end = from + (full ? folded.taken() : ranking.page(from, looked).size());
      if (full || !ranking.goesOnAfter(end, looked)) {
        List<Answer.Hit> few = folded.hits();
        return new Page(ranking, few, next(request, ranking, end, shown + few.size()));
      }
      looked = (int) Math.min(Ranker.LONGEST, (long) FOLDING * looked);
    }
  }

  private static Optional<Cursor> next(SearchRequest request, Ranking ranking, int end, int shown) {
    return end > 0 && ranking.goesOnAfter(end, request.k())
        ? Optional.of(Cursor.after(request, end, shown, ranking.hits().subList(0, end)))
        : Optional.empty();
  }
}
