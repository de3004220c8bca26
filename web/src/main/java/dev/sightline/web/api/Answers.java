package dev.sightline.web.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sightline.searcher.Searcher;
import dev.sightline.web.http.BoundedWork;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Answers to questions, as they are sent. However many ask the same at once, it is answered once;
/// and it is kept until the library changes. Safe for concurrent use.
///
/// Caffeine's asynchronous cache would do both, but writes each question that cannot be answered
/// into the log.
public final class Answers {
  /// Some thousand answers of 20 hits.
  private static final long MEMORY_BYTES = 16L * 1024 * 1024;

  /// What an answer depends on.
  ///
  /// @param searcher with its model; another one answers otherwise
  /// @param token of the searcher or the library: another one, and the answer may be another
  /// @param asked the parameters of the call, in a record of their own type for each kind of call
  /// @param paths whether the caller may know where files lie
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

  public Answers(BoundedWork work) {
    this.work = work;
  }

  /// The answer to a question.
  ///
  /// @param answering makes it; what it throws is thrown here, and nothing is kept
  /// @throws dev.sightline.web.http.ApiException if too much is being asked at once
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

  /// For counting hits and misses.
  public Cache<Question, String> cache() {
    return kept;
  }
}
