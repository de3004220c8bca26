package dev.sightline.web.http;

import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;

/// Checks the `Accept` header of a request (RFC 9110, section 12.5.1).
public final class ContentNegotiation {
  private ContentNegotiation() {}

  /// Refuses a request whose `Accept` header allows none of the media types of a route.
  ///
  /// @param given media types in lower case, such as `application/json`
  /// @throws ApiException 406 if none is allowed
  public static void require(Context context, List<String> given) {
    String header = context.header("Accept");
    if (header != null && given.stream().noneMatch(type -> allows(header, type))) {
      throw new ApiException(
          ApiException.NOT_ACCEPTABLE,
          "This address gives %s.".formatted(String.join(" or ", given)));
    }
  }

  /// Whether an `Accept` header allows a media type. The most specific matching range decides.
  static boolean allows(String header, String type) {
    int best = -1;
    boolean allowed = false;
    for (String part : header.split(",", -1)) {
      String[] words = part.strip().toLowerCase(Locale.ROOT).split(";", -1);
      int exactness = exactness(words[0].strip(), type);
      if (exactness > best) {
        best = exactness;
        allowed = !isZero(words);
      }
    }
    return header.isBlank() || allowed;
  }

  /// Specificity of a range: 2 for the type itself, 1 for all of its subtypes, 0 for all types, -1
  /// for other types.
  private static int exactness(String range, String type) {
    if (range.equals(type)) {
      return 2;
    }
    if (range.equals(type.substring(0, type.indexOf('/')) + "/*")) {
      return 1;
    }
    return range.equals("*/*") ? 0 : -1;
  }

  private static boolean isZero(String[] words) {
    for (String word : words) {
      if (word.strip().matches("q=0(\\.0{0,3})?")) {
        return true;
      }
    }
    return false;
  }
}
