package dev.sightline.web;

import dev.sightline.searcher.SearchRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a search call says: `q`, `k` and `exact`, from a query string or a form.
///
/// @param q the query, perhaps empty
/// @param k hits wanted, 1 to [#MOST]
/// @param exact whether every vector must be looked at
record SearchParameters(String q, int k, boolean exact) {
  /// Hits of a search that does not say.
  static final int DEFAULT = 20;

  /// The most hits of one call; a page never needs more, and a program that wants all of a library
  /// exports it.
  static final int MOST = 1000;

  /// Reads them.
  ///
  /// @param values decoded; a name whose value could not be decoded has an empty list, as Javalin
  ///     leaves it
  /// @throws ApiException if one cannot be understood
  static SearchParameters of(Map<String, List<String>> values) {
    return new SearchParameters(
        value(values, "q").orElse(""),
        value(values, "k").map(SearchParameters::parseK).orElse(DEFAULT),
        value(values, "exact").map(SearchParameters::parseExact).orElse(false));
  }

  /// These, asking for what looks like an image too.
  SearchParameters like(String id) {
    return new SearchParameters(("like:" + id + " " + q).strip(), k, exact);
  }

  /// The question, parsed.
  ///
  /// @throws dev.sightline.searcher.QueryException if the query is not in the language
  SearchRequest request() {
    var request = SearchRequest.remote(q, k);
    return exact ? request.scanned() : request;
  }

  private static Optional<String> value(Map<String, List<String>> values, String name) {
    List<String> found = values.get(name);
    if (found == null) {
      return Optional.empty();
    }
    if (found.isEmpty()) {
      throw new ApiException(
          ApiException.BAD_REQUEST,
          "The value of '%s' is not percent-encoded as it should be.".formatted(name));
    }
    return Optional.of(found.getFirst());
  }

  private static int parseK(String text) {
    try {
      int k = Integer.parseInt(text.strip());
      if (k >= 1 && k <= MOST) {
        return k;
      }
    } catch (NumberFormatException e) {
      // said below, together with numbers out of range
    }
    throw new ApiException(
        ApiException.BAD_REQUEST,
        "'k' is a number from 1 to %d, read '%s'.".formatted(MOST, shortened(text)));
  }

  private static boolean parseExact(String text) {
    return switch (text) {
      case "true", "1", "" -> true;
      case "false", "0" -> false;
      default ->
          throw new ApiException(
              ApiException.BAD_REQUEST,
              "'exact' is true or false, read '%s'.".formatted(shortened(text)));
    };
  }

  /// The beginning of a text, for telling it back.
  static String shortened(String text) {
    int most = 40;
    return text.length() <= most ? text : text.substring(0, most) + "…";
  }
}
