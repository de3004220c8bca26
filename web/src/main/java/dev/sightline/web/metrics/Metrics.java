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

/// What is counted and timed while serving, in the form that Prometheus reads. Names end up with
/// Prometheus's endings: `sightline.search` is `sightline_search_seconds_bucket` and so on.
public final class Metrics {
  /// The version of the text form that is written.
  public static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  /// Upper ends of the buckets that durations are counted in: from an answer in memory to a
  /// patience that has ended.
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

  public Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  /// Notes an answered request.
  ///
  /// @param route as in the OpenAPI document, such as `/api/v1/images/{id}`; one word for all that
  ///     is none, so that nobody makes names without end
  public void answered(String method, String route, int status, Duration took) {
    Timer.builder("sightline.http.requests")
        .description("Requests, from their headers to their answer")
        .serviceLevelObjectives(BUCKETS)
        .tags("method", method, "route", route, "status", Integer.toString(status))
        .register(registry)
        .record(took);
  }

  /// Notes a search that was really made, not one answered from memory.
  public void searched(Answer.Strategy strategy, Duration took) {
    Timer.builder("sightline.search")
        .description("Searches that no cache answered, encoding included")
        .serviceLevelObjectives(BUCKETS)
        .tag("strategy", strategy.label())
        .register(registry)
        .record(took);
  }

  /// Watches a library's size.
  public void watch(SearchedLibrary library) {
    Gauge.builder("sightline.library.documents", library, SearchedLibrary::size)
        .description("Images in the library")
        .register(registry);
  }

  /// Watches how much waits for a thread.
  ///
  /// @param name of the work
  public void watch(BoundedWork work, String name) {
    Gauge.builder("sightline.work.waiting", work, BoundedWork::waiting)
        .description("What waits for a thread")
        .tag("work", name)
        .register(registry);
  }

  /// Watches whether an index run is under way.
  public void watch(Jobs jobs) {
    Gauge.builder("sightline.jobs.running", jobs, it -> it.running().isPresent() ? 1 : 0)
        .description("Index runs under way")
        .register(registry);
  }

  /// Watches how often a cache had what was asked for.
  public void watch(Cache<?, ?> cache, String name) {
    CaffeineCacheMetrics.monitor(registry, cache, name);
  }

  /// Watches the caches of whichever searcher is in use. Where another takes its place, they begin
  /// at 0, as counters may.
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

  /// Everything as it is now.
  public String text() {
    return registry.scrape();
  }
}
