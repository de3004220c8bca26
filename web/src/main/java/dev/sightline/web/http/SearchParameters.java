package dev.sightline.web.http;

import dev.sightline.searcher.request.Cursor;
import dev.sightline.searcher.request.SearchRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The parameters of a search, from a query string or a form.
///
/// @param q the query; may be empty
/// @param k hits wanted, 1 to [#MOST]
/// @param exact whether to search exactly, without the graph
/// @param collapse whether hits that show the same are grouped under the best of them
/// @param cursor where the previous page ended; empty for the first page
/// @param from number of hits to skip; 0 if there is a cursor
public record SearchParameters(
    String q, int k, boolean exact, boolean collapse, Optional<String> cursor, int from) {
  /// Default number of hits.
  public static final int DEFAULT = 20;

  /// Maximum number of hits of one request. A program that wants the whole library exports it.
  static final int MOST = 1000;

  /// Maximum number of hits to skip: the length of a ranking.
  private static final int FARTHEST = 100_000;

  /// Checks that a page has one address.
  ///
  /// @throws ApiException 400 if there are both a cursor and a number of hits to skip
  public SearchParameters {
    if (from > 0 && cursor.isPresent()) {
      throw new ApiException(
          ApiException.BAD_REQUEST,
          "'cursor' and 'from' both say where the page begins: send one of them.");
    }
  }

  /// Reads the parameters.
  ///
  /// @param values decoded; a name whose value could not be decoded has an empty list, as Javalin
  ///     leaves it
  /// @throws ApiException 400 if one is not valid
  public static SearchParameters of(Map<String, List<String>> values) {
    return new SearchParameters(
        value(values, "q").orElse(""),
        number(values, "k", DEFAULT, MOST),
        flag(values, "exact"),
        flag(values, "collapse"),
        value(values, "cursor"),
        number(values, "from", 0, FARTHEST));
  }

  /// The same parameters, with images to compare with.
  public SearchParameters like(String id) {
    return new SearchParameters(("like:" + id + " " + q).strip(), k, exact, collapse, cursor, from);
  }

  /// The parsed request.
  ///
  /// @throws dev.sightline.searcher.query.QueryException if the query is malformed, or the cursor
  ///     is not one of its answers
  public SearchRequest request() {
    var request = SearchRequest.remote(q, k);
    request = exact ? request.scanned() : request;
    request = collapse ? request.collapsed() : request;
    request = from > 0 ? request.skipping(from) : request;
    return cursor.isPresent() ? request.from(Cursor.parse(cursor.get())) : request;
  }

  /// A text parameter, if it is present.
  ///
  /// @throws ApiException 400 if it could not be decoded
  public static Optional<String> value(Map<String, List<String>> values, String name) {
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

  /// A number parameter of at least 1.
  ///
  /// @param usual the default
  /// @throws ApiException 400 if it is not a number, or out of range
  public static int number(Map<String, List<String>> values, String name, int usual, int most) {
    Optional<String> text = value(values, name);
    if (text.isEmpty()) {
      return usual;
    }
    try {
      int number = Integer.parseInt(text.get().strip());
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below, together with numbers out of range
    }
    throw new ApiException(
        ApiException.BAD_REQUEST,
        "'%s' is a number from 1 to %d, read '%s'.".formatted(name, most, shortened(text.get())));
  }

  private static boolean flag(Map<String, List<String>> values, String name) {
    String text = value(values, name).orElse("false");
    return switch (text) {
      case "true", "1", "" -> true;
      case "false", "0" -> false;
      default ->
          throw new ApiException(
              ApiException.BAD_REQUEST,
              "'%s' is true or false, read '%s'.".formatted(name, shortened(text)));
    };
  }

  /// The beginning of a text, for error messages.
  public static String shortened(String text) {
    int most = 40;
    return text.length() <= most ? text : text.substring(0, most) + "…";
  }
}
