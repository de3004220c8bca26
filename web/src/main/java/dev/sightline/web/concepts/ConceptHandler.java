package dev.sightline.web.concepts;

import dev.sightline.searcher.Searcher;
import dev.sightline.searcher.labels.Concept;
import dev.sightline.searcher.labels.ConceptSample;
import dev.sightline.searcher.labels.LibraryConcepts;
import dev.sightline.searcher.retrieval.SearchedLibrary;
import dev.sightline.web.http.ApiException;
import dev.sightline.web.http.BoundedWork;
import dev.sightline.web.http.EncodedSegment;
import dev.sightline.web.http.Json;
import dev.sightline.web.http.SearchParameters;
import dev.sightline.web.security.Caller;
import dev.sightline.web.security.CallerView;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Lists, teaches and removes concepts. Every caller who may search sees them; only trusted callers
/// change them.
public final class ConceptHandler {
  private final Supplier<Searcher> searcher;
  private final SearchedLibrary library;
  private final BoundedWork work;

  /// @param work runs the fitting of concepts
  public ConceptHandler(Supplier<Searcher> searcher, SearchedLibrary library, BoundedWork work) {
    this.searcher = searcher;
    this.library = library;
    this.work = work;
  }

  /// `GET /api/v1/concepts`: `{"concepts": [{"name", "clause", "yes", "no"}]}`, ordered by name,
  /// with the numbers of examples.
  public void list(Context context) {
    List<Concept> all = searcher.get().concepts().shelf().all();
    Json.answer(
        context,
        Map.of(
            "concepts",
            all.stream()
                .map(
                    it ->
                        Map.of(
                            "name", it.name(),
                            "clause", it.clause(),
                            "yes", it.yes().size(),
                            "no", it.no().size()))
                .toList()));
  }

  /// `GET /api/v1/concepts/{name}`: the examples of a concept, the number of images that have it,
  /// and the images whose label would help most.
  ///
  /// @throws ApiException 404 if there is no such concept
  public void show(Context context) {
    String name = context.pathParam("name");
    LibraryConcepts concepts = searcher.get().concepts();
    var view = new ConceptView(concepts, library, Caller.attachedTo(context).isTrusted());
    Json.answer(
        context, work.call(() -> Json.text(view.describe(concepts.fitted(known(concepts, name))))));
  }

  /// `POST /api/v1/concepts`, `{"name": "grandma", "yes": [ids], "no": [ids]}`: teaches a concept,
  /// or adds examples to an existing one.
  ///
  /// @throws ApiException 404 if an id is not in the library, 403 if the library is not written to
  public void teach(Context context) {
    requireTrust(context);
    requireWriting("taught");
    var wish = ConceptRequest.of(Json.body(context));
    LibraryConcepts concepts = searcher.get().concepts();
    boolean isNew = concepts.shelf().find(wish.name()).isEmpty();
    if (isNew && wish.yes().isEmpty()) {
      throw new ApiException(
          ApiException.BAD_REQUEST,
          "The concept '%s' needs an example: name one under 'yes'.".formatted(wish.name()));
    }
    var yes = samples(concepts, wish.yes());
    var no = samples(concepts, wish.no());
    var view = new ConceptView(concepts, library, true);
    String json =
        work.call(
            () -> {
              try {
                return Json.text(view.describe(concepts.add(wish.name(), yes, no)));
              } catch (IOException e) {
                throw new UncheckedIOException("keeping a concept", e);
              }
            });
    context
        .status(isNew ? 201 : 200)
        .header("Location", CallerView.PREFIX + "/concepts/" + EncodedSegment.of(wish.name()));
    Json.answer(context, json);
  }

  /// `DELETE /api/v1/concepts/{name}`: removes a concept. Its examples stay in the library.
  ///
  /// @throws ApiException 404 if there is no such concept, 403 if the library is not written to
  public void forget(Context context) throws IOException {
    requireTrust(context);
    requireWriting("forgotten");
    LibraryConcepts concepts = searcher.get().concepts();
    concepts.shelf().remove(known(concepts, context.pathParam("name")));
    context.status(204).header("Cache-Control", "no-store");
  }

  private static String known(LibraryConcepts concepts, String name) {
    return concepts
        .shelf()
        .find(name)
        .map(Concept::name)
        .orElseThrow(
            () ->
                new ApiException(
                    ApiException.NOT_FOUND,
                    "There is no concept '%s' in this library."
                        .formatted(SearchParameters.shortened(name))));
  }

  private static List<ConceptSample> samples(LibraryConcepts concepts, Collection<String> ids) {
    return ids.stream()
        .map(
            id ->
                concepts
                    .sample(id)
                    .orElseThrow(
                        () ->
                            new ApiException(
                                ApiException.NOT_FOUND,
                                "'%s' is not the id of an image in the library."
                                    .formatted(SearchParameters.shortened(id)))))
        .toList();
  }

  private void requireWriting(String done) {
    if (library.isReadOnly()) {
      throw new ApiException(
          ApiException.FORBIDDEN,
          "The library is open with --read-only; nothing can be %s.".formatted(done));
    }
  }

  private static void requireTrust(Context context) {
    if (!Caller.attachedTo(context).isTrusted()) {
      throw new ApiException(
          ApiException.FORBIDDEN,
          "Concepts are taught and forgotten on this machine, or with the token of the library.");
    }
  }
}
