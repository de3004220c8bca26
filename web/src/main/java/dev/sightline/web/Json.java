package dev.sightline.web;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Map;

/// Answers with JSON.
final class Json {
  private static final JsonMapper MAPPER = new JsonMapper();

  private Json() {}

  /// An object of strings, numbers, booleans, lists and maps.
  static void answer(Context context, Map<String, ?> object) {
    try {
      answer(context, MAPPER.writeValueAsString(object));
    } catch (IOException e) {
      throw new IllegalStateException("plain values can always be written", e);
    }
  }

  /// Text that is JSON already.
  static void answer(Context context, String json) {
    context.header("Cache-Control", "no-store");
    context.contentType("application/json;charset=utf-8").result(json);
  }
}
