package dev.sightline.searcher.ranking;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sightline.searcher.request.SearchRequest;
import dev.sightline.searcher.retrieval.CacheUse;
import dev.sightline.searcher.retrieval.PartialAnswers;
import dev.sightline.searcher.retrieval.PartialAnswers.Watched;
import dev.sightline.searcher.retrieval.Retriever;
import java.util.function.Supplier;

/// Remembers the whole rankings that pages are cut from: who asks for a second page asks for a
/// third. A commit of the library makes new ones. Safe for concurrent use; callers who ask for the
/// same at once wait for one of them.
final class RankingCache {
  /// Hits kept, of all rankings together; one is about 120 bytes.
  private static final long HITS_KEPT = 400_000;

  private final Cache<Key, Watched<Ranking>> kept =
      Caffeine.newBuilder()
          .maximumWeight(HITS_KEPT)
          .weigher((Key _, Watched<Ranking> ranking) -> 1 + ranking.value().hits().size())
          .recordStats()
          .build();

  private record Key(String query, int k, boolean exact, boolean files, long commitToken) {}

  /// The ranking of a question, made now if it is not known. Questions by pictures that are not in
  /// the library are not remembered.
  Ranking whole(SearchRequest request, Retriever library, Supplier<Ranking> making) {
    if (!request.pictures().isEmpty()) {
      return making.get();
    }
    var key =
        new Key(
            request.text(), request.k(), request.exact(), request.files(), library.commitToken());
    return kept.get(key, _ -> PartialAnswers.watch(making)).passedOn();
  }

  CacheUse cacheUse() {
    return CacheUse.of("rankings", kept);
  }
}
