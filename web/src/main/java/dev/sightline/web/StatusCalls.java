package dev.sightline.web;

import dev.sightline.searcher.SearchedLibrary;
import io.javalin.http.Context;
import java.util.Map;

/// Whether the server is well: for people, for whoever restarts it, and for Prometheus.
final class StatusCalls {
  private final SearchedLibrary library;
  private final Metrics metrics;
  private final OpenCalls calls;

  StatusCalls(SearchedLibrary library, Metrics metrics, OpenCalls calls) {
    this.library = library;
    this.metrics = metrics;
    this.calls = calls;
  }

  /// `GET /api/v1/health`: `{"status", "documents"}` when the library can be read.
  void health(Context context) {
    Json.answer(context, Map.of("status", "ok", "documents", library.size()));
  }

  /// `GET /api/v1/health/live`: whether the program answers at all. Says nothing of the library,
  /// and so needs no token.
  void live(Context context) {
    Json.answer(context, Map.of("status", "ok"));
  }

  /// `GET /api/v1/health/ready`: whether questions would be answered now. Needs no token either.
  ///
  /// @throws ApiException 503 if the server is stopping
  void ready(Context context) {
    if (calls.isStopping()) {
      throw ApiException.stopping();
    }
    library.commitToken();
    Json.answer(context, Map.of("status", "ok"));
  }

  /// `GET /api/v1/metrics`
  void metrics(Context context) {
    context
        .header("Cache-Control", "no-store")
        .contentType(Metrics.MEDIA_TYPE)
        .result(metrics.text());
  }
}
