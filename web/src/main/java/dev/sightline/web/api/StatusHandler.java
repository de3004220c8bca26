package dev.sightline.web.api;

import dev.sightline.searcher.retrieval.SearchedLibrary;
import dev.sightline.web.http.ApiException;
import dev.sightline.web.http.Json;
import dev.sightline.web.metrics.Metrics;
import dev.sightline.web.metrics.RequestDrain;
import io.javalin.http.Context;
import java.util.Map;

/// Reports the health of the server, for people, for supervisors and for Prometheus.
public final class StatusHandler {
  private final SearchedLibrary library;
  private final Metrics metrics;
  private final RequestDrain calls;

  /// @param library whose readiness is reported
  /// @param metrics what `/metrics` prints
  /// @param calls knows whether the server is shutting down
  public StatusHandler(SearchedLibrary library, Metrics metrics, RequestDrain calls) {
    this.library = library;
    this.metrics = metrics;
    this.calls = calls;
  }

  /// `GET /api/v1/health`: `{"status", "documents"}` when the library can be read.
  public void health(Context context) {
    Json.answer(context, Map.of("status", "ok", "documents", library.size()));
  }

  /// `GET /api/v1/health/live`: whether the process answers. It says nothing about the library and
  /// needs no token.
  public void live(Context context) {
    Json.answer(context, Map.of("status", "ok"));
  }

  /// `GET /api/v1/health/ready`: whether requests would be answered now. Needs no token.
  ///
  /// @throws ApiException 503 if the server is stopping
  public void ready(Context context) {
    if (calls.isStopping()) {
      throw ApiException.stopping();
    }
    library.commitToken();
    Json.answer(context, Map.of("status", "ok"));
  }

  /// `GET /api/v1/metrics`
  public void metrics(Context context) {
    context
        .header("Cache-Control", "no-store")
        .contentType(Metrics.MEDIA_TYPE)
        .result(metrics.text());
  }
}
