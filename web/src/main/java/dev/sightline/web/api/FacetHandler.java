package dev.sightline.web.api;

import dev.sightline.searcher.Searcher;
import dev.sightline.searcher.request.SearchRequest;
import dev.sightline.searcher.retrieval.Facets;
import dev.sightline.web.http.Json;
import dev.sightline.web.http.SearchParameters;
import dev.sightline.web.http.WebOptions;
import dev.sightline.web.security.Caller;
import dev.sightline.web.security.LocationPrivacy;
import io.javalin.http.Context;
import java.util.Map;
import java.util.function.Supplier;

/// Counts the values of facets over all matches of a query: years, months, cameras, folders,
/// labels.
public final class FacetHandler {
  private static final int USUAL = 10;
  private static final int MOST = 1000;

  private final Supplier<Searcher> searcher;
  private final Answers answers;
  private final WebOptions options;

  /// @param searcher gives the searcher of the moment
  /// @param answers caches and computes
  /// @param options says whether locations are hidden
  public FacetHandler(Supplier<Searcher> searcher, Answers answers, WebOptions options) {
    this.searcher = searcher;
    this.answers = answers;
    this.options = options;
  }

  /// The parameters of a request.
  ///
  /// @param q the query; may be empty
  /// @param limit maximum number of values for each facet
  private record Parameters(String q, int limit) {}

  /// `GET /api/v1/facets?q=&limit=`. Folders are shown to trusted callers only.
  public void count(Context context) {
    var values = context.queryParamMap();
    var parameters =
        new Parameters(
            SearchParameters.value(values, "q").orElse(""),
            SearchParameters.number(values, "limit", USUAL, MOST));
    var request = SearchRequest.remote(parameters.q(), 1);
    LocationPrivacy.require(options, request.query());
    boolean paths = Caller.attachedTo(context).isTrusted();
    Searcher asked = searcher.get();
    var question = new Answers.Question(asked, asked.answerToken(), parameters, paths);
    Json.answer(
        context,
        answers.to(
            question, () -> Json.text(describe(asked.facets(request, parameters.limit()), paths))));
  }

  private static Map<String, Object> describe(Facets facets, boolean paths) {
    return Map.of(
        "matches",
        facets.matches(),
        "facets",
        facets.facets().stream()
            .filter(facet -> paths || !facet.name().equals("folder"))
            .map(FacetHandler::describe)
            .toList());
  }

  private static Map<String, Object> describe(Facets.Facet facet) {
    return Map.of(
        "name", facet.name(),
        "others", facet.others(),
        "values", facet.values().stream().map(FacetHandler::describe).toList());
  }

  private static Map<String, Object> describe(Facets.Value value) {
    return Map.of(
        "value", value.value(),
        "count", value.count(),
        "clause", value.clause(),
        "guesses", value.guesses());
  }
}
