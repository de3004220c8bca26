package dev.sightline.web.concepts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sightline.web.http.ApiException;
import dev.sightline.web.http.Json;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/// The examples of a concept. They are content ids, never files of the server.
///
/// @param name of the concept
/// @param yes content ids of images that show it
/// @param no content ids of images that do not; none of them is in `yes`
public record ConceptRequest(String name, Set<String> yes, Set<String> no) {
  /// Maximum number of ids in one request.
  public static final int MOST = 100;

  private static final int LONGEST = 60;

  /// Characters that are not allowed in the name of a concept, because they cannot be part of an
  /// address or of a quoted value of a query.
  private static final Pattern NOT_IN_NAMES = Pattern.compile("[/\\\\%;\"\\p{Cntrl}]");

  /// Reads a JSON body: `{"name": "grandma", "yes": […], "no": […]}`.
  ///
  /// @throws ApiException 400 if a member is unknown or not valid
  static ConceptRequest of(JsonNode body) {
    Json.requireMembers(body, "name", "yes", "no");
    var wish = new ConceptRequest(name(body.path("name")), ids(body, "yes"), ids(body, "no"));
    if (wish.yes.size() + wish.no.size() > MOST) {
      throw wrong("'yes' and 'no' name at most %d images together.".formatted(MOST));
    }
    if (wish.yes.isEmpty() && wish.no.isEmpty()) {
      throw wrong("Name the image of an example under 'yes' or 'no'.");
    }
    wish.yes.stream()
        .filter(wish.no::contains)
        .findFirst()
        .ifPresent(
            id -> {
              throw wrong("Image %s is under both 'yes' and 'no'.".formatted(id));
            });
    return wish;
  }

  private static String name(JsonNode name) {
    if (!name.isTextual() || name.asText().isBlank()) {
      throw wrong("A concept needs a name: send it as 'name'.");
    }
    String text = name.asText().strip();
    if (text.length() > LONGEST) {
      throw wrong("The name of a concept has at most %d letters.".formatted(LONGEST));
    }
    if (NOT_IN_NAMES.matcher(text).find()) {
      throw wrong("The name of a concept has no / \\ % ; or quotation mark.");
    }
    return text;
  }

  private static Set<String> ids(JsonNode body, String member) {
    JsonNode values = body.path(member);
    if (values.isMissingNode()) {
      return Set.of();
    }
    var ids = new LinkedHashSet<String>();
    for (JsonNode value : values) {
      if (value.isTextual()) {
        ids.add(value.asText());
      }
    }
    boolean allTold = values.isArray() && values.valueStream().allMatch(JsonNode::isTextual);
    if (!allTold) {
      throw wrong("'%s' is a list of ids.".formatted(member));
    }
    return ids;
  }

  private static ApiException wrong(String sentence) {
    return new ApiException(ApiException.BAD_REQUEST, sentence);
  }
}
