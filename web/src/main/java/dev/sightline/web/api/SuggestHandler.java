package dev.sightline.web.api;

import dev.sightline.searcher.Searcher;
import dev.sightline.searcher.suggest.Suggestion;
import dev.sightline.web.http.BoundedWork;
import dev.sightline.web.http.Json;
import dev.sightline.web.http.SearchParameters;
import dev.sightline.web.security.Caller;
import io.javalin.http.Context;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Suggests how a query can be completed.
public final class SuggestHandler {
  private static final int USUAL = 8;
  private static final int MOST = 50;

  /// Number of additional suggestions that are computed, because some are removed for callers who
  /// may not see them.
  private static final int SPARE = 50;

  /// Matches a query that ends in a value of `in:`, which is a folder.
  private static final Pattern IN_A_FOLDER =
      Pattern.compile("(?:^|\\s)-?in:(?:\"[^\"]*\"?|\\S)*$", Pattern.CASE_INSENSITIVE);

  private final Supplier<Searcher> searcher;
  private final BoundedWork work;

  /// @param work runs the counting of values
  public SuggestHandler(Supplier<Searcher> searcher, BoundedWork work) {
    this.searcher = searcher;
    this.work = work;
  }

  /// `GET /api/v1/suggest?q=&limit=`: suggestions for the end of `q`. Folders and earlier queries
  /// are shown to trusted callers only.
  public void suggest(Context context) {
    var values = context.queryParamMap();
    String typed = SearchParameters.value(values, "q").orElse("");
    int limit = SearchParameters.number(values, "limit", USUAL, MOST);
    boolean trusted = Caller.attachedTo(context).isTrusted();
    Searcher asked = searcher.get();
    var suggestions =
        work.call(() -> asked.suggest(typed, limit + SPARE)).stream()
            .filter(it -> trusted || isForAll(it))
            .limit(limit)
            .map(SuggestHandler::describe)
            .toList();
    Json.answer(context, Map.of("suggestions", suggestions));
  }

  private static boolean isForAll(Suggestion suggestion) {
    return switch (suggestion.kind()) {
      case FIELD -> true;
      case VALUE -> !IN_A_FOLDER.matcher(suggestion.query()).find();
      case RECENT -> false;
    };
  }

  private static Map<String, Object> describe(Suggestion suggestion) {
    return Map.of(
        "query", suggestion.query(),
        "shown", suggestion.shown(),
        "kind", suggestion.kind().label(),
        "count", suggestion.count());
  }
}
