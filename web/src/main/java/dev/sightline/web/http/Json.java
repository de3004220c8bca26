package dev.sightline.web.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads JSON requests and writes JSON responses.
public final class Json {
  public static final String MEDIA_TYPE = "application/json";

  private static final JsonMapper MAPPER = new JsonMapper();

  /// Maximum size of a JSON request, in bytes.
  private static final int BODY_BYTES = 64 * 1024;

  /// Parser for requests: small documents, little nesting, no duplicate members.
  private static final JsonMapper STRICT =
      JsonMapper.builder(
              com.fasterxml.jackson.core.JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(16)
                          .maxNumberLength(32)
                          .maxStringLength(8192)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /// Responds with an object of strings, numbers, booleans, lists and maps, or with a tree.
  public static void answer(Context context, Object object) {
    answer(context, text(object));
  }

  /// Responds with text that is JSON.
  public static void answer(Context context, String json) {
    context.header("Cache-Control", "no-store");
    context.contentType(MEDIA_TYPE + ";charset=utf-8").result(json);
  }

  /// Writes plain values as one line of JSON.
  public static String text(Object object) {
    try {
      return MAPPER.writeValueAsString(object);
    } catch (IOException e) {
      throw new IllegalStateException("plain values can always be written", e);
    }
  }

  /// Parses JSON that this program wrote.
  public static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) {
      throw new IllegalStateException("what we wrote can be read", e);
    }
  }

  /// Reads the object in the body of a request; an empty body is an empty object.
  ///
  /// @throws ApiException 400, 413 or 415 if it is not JSON, not an object, or too large
  public static JsonNode body(Context context) {
    try (var body = context.bodyInputStream()) {
      byte[] bytes = body.readNBytes(BODY_BYTES + 1);
      if (bytes.length > BODY_BYTES) {
        throw new ApiException(
            ApiException.TOO_LARGE, "A body of JSON has at most %d bytes.".formatted(BODY_BYTES));
      }
      if (bytes.length == 0) {
        return MAPPER.createObjectNode();
      }
      requireJson(context.contentType());
      JsonNode tree = STRICT.readTree(bytes);
      if (!tree.isObject()) {
        throw new ApiException(ApiException.BAD_REQUEST, "The body is not a JSON object.");
      }
      return tree;
    } catch (JacksonException e) {
      throw new ApiException(
          ApiException.BAD_REQUEST, "The body is not JSON as it should be" + where(e) + ".");
    } catch (IOException e) {
      throw new ApiException(ApiException.BAD_REQUEST, "The body is cut short.");
    }
  }

  /// Refuses a body with unknown members, because a mistyped member would be ignored.
  ///
  /// @param known names of the known members, at least two
  /// @throws ApiException 400 if there is another member
  public static void requireMembers(JsonNode body, String... known) {
    List<String> names = List.of(known);
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!names.contains(name)) {
                List<String> quoted = names.stream().map("'%s'"::formatted).toList();
                throw new ApiException(
                    ApiException.BAD_REQUEST,
                    "There is no member '%s'; there are %s and %s."
                        .formatted(
                            SearchParameters.shortened(name),
                            String.join(", ", quoted.subList(0, quoted.size() - 1)),
                            quoted.getLast()));
              }
            });
  }

  private static void requireJson(@Nullable String type) {
    if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase(MEDIA_TYPE)) {
      throw new ApiException(ApiException.UNSUPPORTED, "Send the body as application/json.");
    }
  }

  private static String where(JacksonException e) {
    var location = e.getLocation(); // none when a limit was passed
    return location == null
        ? ", or too deep"
        : ", near line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }
}
