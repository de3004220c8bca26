package dev.sightline.web.metrics;

import com.github.benmanes.caffeine.cache.Cache;
import dev.sightline.searcher.Searcher;
import dev.sightline.searcher.ranking.Answer;
import dev.sightline.searcher.retrieval.CacheUse;
import dev.sightline.searcher.retrieval.SearchedLibrary;
import dev.sightline.web.http.BoundedWork;
import dev.sightline.web.jobs.Jobs;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/// Counters and timers of the server, in the format of Prometheus. Names get the suffixes of
/// Prometheus: `sightline.search` becomes `sightline_search_seconds_bucket` and so on.
public final class Metrics {
  /// Media type of the text format.
  public static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  /// Upper bounds of the buckets of durations: from a cached answer to the longest wait.
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(20),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(200),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(30)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  /// Metrics of one server; nothing is counted yet.
  public Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  /// Records an answered request.
  ///
  /// @param route as in the OpenAPI document, such as `/api/v1/images/{id}`; one constant for
  ///     requests without a route, so that the number of names is bounded
  public void answered(String method, String route, int status, Duration took) {
    Timer.builder("sightline.http.requests")
        .description("Requests, from their headers to their answer")
        .serviceLevelObjectives(BUCKETS)
        .tags("method", method, "route", route, "status", Integer.toString(status))
        .register(registry)
        .record(took);
  }

  /// Records a search that was computed, not one from the cache.
  public void searched(Answer.Strategy strategy, Duration took) {
    Timer.builder("sightline.search")
        .description("Searches that no cache answered, encoding included")
        .serviceLevelObjectives(BUCKETS)
        .tag("strategy", strategy.label())
        .register(registry)
        .record(took);
  }

  /// Adds a gauge for the size of a library.
  public void watch(SearchedLibrary library) {
    Gauge.builder("sightline.library.documents", library, SearchedLibrary::size)
        .description("Images in the library")
        .register(registry);
  }

  /// Adds a gauge for the number of waiting tasks.
  ///
  /// @param name of the work
  public void watch(BoundedWork work, String name) {
    Gauge.builder("sightline.work.waiting", work, BoundedWork::waiting)
        .description("What waits for a thread")
        .tag("work", name)
        .register(registry);
  }

  /// Adds a gauge for the active index run.
  public void watch(Jobs jobs) {
    Gauge.builder("sightline.jobs.running", jobs, it -> it.running().isPresent() ? 1 : 0)
        .description("Index runs under way")
        .register(registry);
  }

  /// Adds counters for hits and misses of a cache.
  public void watch(Cache<?, ?> cache, String name) {
    CaffeineCacheMetrics.monitor(registry, cache, name);
  }

  /// Adds counters for the caches of the current searcher. When another searcher replaces it, they
  /// start at 0, which counters may.
  public void watch(Supplier<Searcher> searcher) {
    for (CacheUse use : searcher.get().caches()) {
      count(searcher, use.name(), "hit", CacheUse::hits);
      count(searcher, use.name(), "miss", CacheUse::misses);
    }
  }

  private void count(
      Supplier<Searcher> searcher, String cache, String result, ToLongFunction<CacheUse> count) {
    FunctionCounter.builder(
            "cache.gets",
            searcher,
            it ->
                it.get().caches().stream()
                    .filter(use -> use.name().equals(cache))
                    .mapToLong(count)
                    .sum())
        .tag("cache", cache)
        .tag("result", result)
        .register(registry);
  }

  /// All metrics as text.
  public String text() {
    return registry.scrape();
  }
}
