package dev.sightline.web;

import dev.sightline.web.api.Answers;
import dev.sightline.web.api.Api;
import dev.sightline.web.api.ApiDocument;
import dev.sightline.web.api.DuplicateHandler;
import dev.sightline.web.api.ExampleHandler;
import dev.sightline.web.api.FacetHandler;
import dev.sightline.web.api.LibraryHandler;
import dev.sightline.web.api.LibraryRefresher;
import dev.sightline.web.api.SearchHandler;
import dev.sightline.web.api.StatusHandler;
import dev.sightline.web.api.SuggestHandler;
import dev.sightline.web.concepts.ClassifyHandler;
import dev.sightline.web.concepts.ConceptHandler;
import dev.sightline.web.http.BoundedWork;
import dev.sightline.web.http.PageHeaders;
import dev.sightline.web.http.RequestId;
import dev.sightline.web.http.WebOptions;
import dev.sightline.web.images.ImageHandler;
import dev.sightline.web.images.OriginalHandler;
import dev.sightline.web.images.Originals;
import dev.sightline.web.images.ThumbnailStore;
import dev.sightline.web.jobs.JobEvents;
import dev.sightline.web.jobs.JobHandler;
import dev.sightline.web.jobs.Jobs;
import dev.sightline.web.metrics.Metrics;
import dev.sightline.web.metrics.RequestDrain;
import dev.sightline.web.security.Access;
import dev.sightline.web.security.LoginHandler;
import dev.sightline.web.server.Problems;
import dev.sightline.web.server.ServerLimits;
import io.javalin.config.JavalinConfig;
import java.util.List;
import java.util.Optional;

/// Registers every route of the server, besides the files of the page.
final class Routes {
  /// Media types of thumbnails.
  private static final List<String> JPEG = List.of("image/jpeg");

  /// Media types of original files. A caller that accepts any image gets the original.
  private static final List<String> ORIGINAL =
      List.of(
          "image/jpeg",
          "image/png",
          "image/gif",
          "image/webp",
          "image/bmp",
          "image/tiff",
          "application/octet-stream");

  private Routes() {}

  /// @return the API's routes
  static List<Api.Route> add(
      JavalinConfig config,
      Parts parts,
      ServerContext served,
      WebOptions options,
      ServerLimits limits) {
    var library = served.library();
    var originals = new Originals(library);
    var thumbnails = new ThumbnailStore(originals, library, served.decoder(), parts.decodes());
    var answers = new Answers(parts.searches());
    var metrics = parts.metrics();
    metrics.watch(thumbnails.cache(), "thumbnails");
    metrics.watch(answers.cache(), "answers");
    metrics.watch(served.searcher());
    var search =
        new SearchHandler(
            served.searcher(),
            library,
            answers,
            parts.decodes(),
            metrics,
            options,
            limits.upload());
    var images = new ImageHandler(library, thumbnails, options);
    var files =
        new OriginalHandler(
            library, originals, served.decoder(), parts.decodes(), options.stripLocation());
    var facets = new FacetHandler(served.searcher(), answers, options);
    var suggest = new SuggestHandler(served.searcher(), parts.searches());
    var examples = new ExampleHandler(served.searcher(), answers);
    var duplicates = new DuplicateHandler(served.searcher(), library, answers);
    var classify = new ClassifyHandler(served.searcher(), parts.decodes(), limits.upload());
    var concepts = new ConceptHandler(served.searcher(), library, parts.searches());
    var about = new LibraryHandler(library, options, parts.jobs().isPresent());
    var jobs = new JobHandler(library, parts.jobs());
    var status = new StatusHandler(library, metrics, parts.calls());
    var login = new LoginHandler(parts.access());

    config.routes.before(PageHeaders::set);
    config.routes.before(RequestId::give);
    config.routes.before(parts.access()::check);
    config.routes.get("/login", login::open);
    config.routes.post("/login", login::submit);
    config.routes.get("/openapi.json", ApiDocument::document);
    config.routes.get("/docs/api", ApiDocument::page);

    var api = new Api(config, parts.access(), parts.calls(), new LibraryRefresher(library));
    api.get("/search", search::byQuery);
    api.post("/search", search::byPicture);
    api.get("/facets", facets::count);
    api.get("/suggest", suggest::suggest);
    api.get("/examples", examples::list);
    api.get("/duplicates", duplicates::list);
    api.post("/classify", classify::classify);
    api.get("/concepts", concepts::list);
    api.post("/concepts", concepts::teach);
    api.get("/concepts/{name}", concepts::show);
    api.delete("/concepts/{name}", concepts::forget);
    api.get("/images/{id}", images::facts);
    api.get("/images/{id}/thumbnail", JPEG, images::thumbnail);
    api.get("/images/{id}/original", ORIGINAL, files::original);
    api.get("/images/{id}/similar", search::similar);
    api.get("/library", about::describe);
    api.get("/skipped", about::skipped);
    api.post("/jobs", jobs::start);
    api.get("/jobs", jobs::list);
    api.get("/jobs/{id}", jobs::show);
    api.delete("/jobs/{id}", jobs::cancel);
    api.stream("/jobs/{id}/events", JobEvents.MEDIA_TYPE, new JobEvents(jobs)::listen);
    api.get("/health", status::health);
    api.open("/health/live", status::live);
    api.open("/health/ready", status::ready);
    api.get("/metrics", List.of("text/plain"), status::metrics);
    Problems.register(config.routes);
    return api.routes();
  }

  /// What several handlers share.
  ///
  /// @param access decides who may call
  /// @param calls counts open requests
  /// @param searches runs searches
  /// @param decodes runs the decoding of the library's images
  /// @param metrics counts and times requests
  /// @param jobs runs index runs; empty for a library that is not written to
  record Parts(
      Access access,
      RequestDrain calls,
      BoundedWork searches,
      BoundedWork decodes,
      Metrics metrics,
      Optional<Jobs> jobs) {}
}
