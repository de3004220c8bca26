package dev.sightline.web.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sightline.searcher.Searcher;
import dev.sightline.web.http.BoundedWork;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Caches the JSON of answers until the library changes. Equal requests at the same time are
/// answered by one computation. Safe for concurrent use.
///
/// Caffeine's asynchronous cache does both, but logs each query that cannot be answered.
public final class Answers {
  /// Capacity: about a thousand answers of 20 hits.
  private static final long MEMORY_BYTES = 16L * 1024 * 1024;

  /// The key of an answer.
  ///
  /// @param searcher the searcher with its model
  /// @param token changes with the state of the searcher or the library
  /// @param asked the parameters of the request, a record of its own type for each endpoint
  /// @param paths whether the caller may see file paths
  public record Question(Searcher searcher, long token, Record asked, boolean paths) {}

  private final BoundedWork work;
  private final ConcurrentHashMap<Question, CompletableFuture<String>> underway =
      new ConcurrentHashMap<>();
  private final Cache<Question, String> kept =
      Caffeine.newBuilder()
          .maximumWeight(MEMORY_BYTES)
          .weigher(
              (Question question, String json) ->
                  question.asked().toString().length() + json.length())
          .recordStats()
          .build();

  /// @param work computes answers that are not cached
  public Answers(BoundedWork work) {
    this.work = work;
  }

  /// Returns the answer, cached or computed.
  ///
  /// @param answering computes it; its exceptions are thrown here, and nothing is cached
  /// @throws dev.sightline.web.http.ApiException 503 if the server is busy
  String to(Question question, Supplier<String> answering) {
    String known = kept.getIfPresent(question);
    return known != null ? known : work.await(started(question, answering));
  }

  private CompletableFuture<String> started(Question question, Supplier<String> answering) {
    return underway.computeIfAbsent(
        question,
        _ ->
            work.start(
                () -> {
                  try {
                    String json = answering.get();
                    kept.put(question, json);
                    return json;
                  } finally {
                    underway.remove(question); // waits until it is in there
                  }
                }));
  }

  /// Counts hits and misses of the cache.
  public Cache<Question, String> cache() {
    return kept;
  }
}
