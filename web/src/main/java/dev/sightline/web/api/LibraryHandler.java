package dev.sightline.web.api;

import dev.sightline.library.LibraryRoot;
import dev.sightline.library.LibraryState;
import dev.sightline.library.image.QuarantinedFile;
import dev.sightline.searcher.retrieval.SearchedLibrary;
import dev.sightline.web.http.Json;
import dev.sightline.web.http.SearchParameters;
import dev.sightline.web.http.WebOptions;
import dev.sightline.web.security.Caller;
import io.javalin.http.Context;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// Describes the library, and lists its quarantined files.
public final class LibraryHandler {
  private final SearchedLibrary library;
  private final WebOptions options;
  private final boolean canIndex;

  /// @param canIndex whether index runs can be started
  public LibraryHandler(SearchedLibrary library, WebOptions options, boolean canIndex) {
    this.library = library;
    this.options = options;
    this.canIndex = canIndex;
  }

  /// `GET /api/v1/library`. Folders are shown to trusted callers only.
  public void describe(Context context) {
    LibraryState state = library.state();
    var index = library.statistics();
    var description = new LinkedHashMap<String, Object>();
    description.put("documents", library.size());
    description.put("model", state.model().name());
    description.put("bundledModel", options.bundledModel());
    description.put("dim", state.model().dimension());
    description.put("captions", state.captions());
    description.put("bytes", index.bytes());
    description.put("segments", index.segments());
    description.put("deleted", index.deleted());
    description.put("skipped", library.quarantined().size());
    description.put("lastRun", instant(state.lastRunMillis()));
    description.put("places", !options.stripLocation());
    boolean trusted = Caller.attachedTo(context).isTrusted();
    description.put("canIndex", canIndex);
    description.put("canTeach", trusted && !library.isReadOnly());
    if (trusted) {
      description.put("roots", state.roots().stream().map(it -> it.folder().toString()).toList());
      description.put(
          "missingRoots",
          state.roots().stream()
              .map(LibraryRoot::folder)
              .filter(folder -> !Files.isDirectory(folder))
              .map(Path::toString)
              .toList());
    }
    Json.answer(context, description);
  }

  private static @org.jspecify.annotations.Nullable String instant(OptionalLong millis) {
    return millis.isPresent() ? Instant.ofEpochMilli(millis.getAsLong()).toString() : null;
  }

  /// `GET /api/v1/skipped?k=`: quarantined files with their reasons, ordered by path.
  public void skipped(Context context) {
    var parameters = SearchParameters.of(context.queryParamMap());
    List<QuarantinedFile> all = library.quarantined();
    boolean paths = Caller.attachedTo(context).isTrusted();
    Json.answer(
        context,
        Map.of(
            "total",
            all.size(),
            "skipped",
            all.stream().limit(parameters.k()).map(it -> describe(it, paths)).toList()));
  }

  private static Map<String, Object> describe(QuarantinedFile skipped, boolean paths) {
    var described = new LinkedHashMap<String, Object>();
    Path path = skipped.file().path();
    if (paths) {
      described.put("path", path.toString());
    }
    described.put("name", String.valueOf(path.getFileName()));
    described.put("reason", skipped.reason());
    described.put("detail", skipped.detail());
    described.put("since", Instant.ofEpochMilli(skipped.sinceMillis()).toString());
    return described;
  }
}
