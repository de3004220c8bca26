package dev.sightline.web;

import dev.sightline.library.LibraryReader;
import dev.sightline.library.LibraryState;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/// What is served.
final class LibraryCalls {
  private final LibraryReader library;
  private final boolean bundledModel;

  LibraryCalls(LibraryReader library, boolean bundledModel) {
    this.library = library;
    this.bundledModel = bundledModel;
  }

  /// `GET /api/v1/library`: `{"documents", "model", "bundledModel", "roots": […]}`
  void describe(Context context) {
    LibraryState state = library.state();
    var description = new LinkedHashMap<String, Object>();
    description.put("documents", library.size());
    description.put("model", state.model().name());
    description.put("bundledModel", bundledModel);
    description.put("roots", state.roots().stream().map(root -> root.folder().toString()).toList());
    Json.answer(context, description);
  }

  /// `GET /api/v1/health`: `{"status": "ok"}` when the library can be read.
  void health(Context context) {
    library.commitToken();
    Json.answer(context, Map.of("status", "ok"));
  }
}
