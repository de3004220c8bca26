package dev.sightline.searcher.retrieval;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.stats.CacheStats;

/// How often something that is remembered between questions was asked for.
///
/// @param name what is remembered
/// @param hits how often it was there
/// @param misses how often it had to be made
public record CacheUse(String name, long hits, long misses) {
  /// @param cache that records statistics
  public static CacheUse of(String name, Cache<?, ?> cache) {
    CacheStats stats = cache.stats();
    return new CacheUse(name, stats.hitCount(), stats.missCount());
  }
}
