package dev.sightline.searcher.ranking;

import dev.sightline.searcher.request.Cursor;
import dev.sightline.searcher.retrieval.RankedImage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Hits in order, not yet read from the library.
///
/// @param hits the first ones, best first
/// @param matches how many there are at all
/// @param complete whether `matches` is exact; else there may be more
/// @param strategy how they were found
public record Ranking(
    List<RankedImage> hits, long matches, boolean complete, Answer.Strategy strategy) {
  public Ranking {
    hits = List.copyOf(hits);
  }

  /// This ranking, and behind its hits those of another one that it does not hold.
  Ranking then(Ranking longer) {
    var seen = new HashSet<String>();
    hits.forEach(it -> seen.add(it.id()));
    var all = new ArrayList<>(hits);
    longer.hits.stream().filter(it -> !seen.contains(it.id())).forEach(all::add);
    return new Ranking(all, longer.matches, longer.complete, strategy);
  }

  /// How many hits lie before the page that a cursor leads to.
  int placeOf(Cursor cursor) {
    for (int i = 0; i < cursor.last().size(); i++) {
      for (int at = 0; at < hits.size(); at++) {
        if (hits.get(at).id().equals(cursor.last().get(i))) {
          return at + 1;
        }
      }
    }
    return Math.min(cursor.position(), hits.size());
  }

  /// At most `k` hits from a place on.
  List<RankedImage> page(int from, int k) {
    return hits.subList(Math.min(from, hits.size()), Math.min(from + k, hits.size()));
  }

  /// Whether there is anything behind a place.
  boolean goesOnAfter(int place, int k) {
    return matches > place || (!complete && place >= k);
  }
}
