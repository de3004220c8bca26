package dev.sightline.web.api;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// What the API is, for programs (`/openapi.json`) and for people (`/docs/api`, which a script of
/// ours draws from it). Neither tells anything of the library, and neither needs a token.
public final class ApiDocument {
  private static final String DOCUMENT = read("/openapi/openapi.json");
  private static final String PAGE = read("/openapi/page.html");

  private ApiDocument() {}

  public static void document(Context context) {
    context
        .header("Cache-Control", "no-cache")
        .contentType("application/json;charset=utf-8")
        .result(DOCUMENT);
  }

  public static void page(Context context) {
    context.header("Cache-Control", "no-cache").html(PAGE);
  }

  /// The document's text.
  static String text() {
    return DOCUMENT;
  }

  private static String read(String resource) {
    try (var stream = ApiDocument.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("not in the jar: " + resource);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("cannot be read from the jar: " + resource, e);
    }
  }
}
