package dev.sightline.web.api;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Serves the description of the API, for programs (`/openapi.json`) and for people (`/docs/api`,
/// drawn by a script). Neither says anything about the library, and neither needs a token.
public final class ApiDocument {
  private static final String DOCUMENT = read("/openapi/openapi.json");
  private static final String PAGE = read("/openapi/page.html");

  private ApiDocument() {}

  /// `GET /openapi.json`: the OpenAPI document.
  public static void document(Context context) {
    context
        .header("Cache-Control", "no-cache")
        .contentType("application/json;charset=utf-8")
        .result(DOCUMENT);
  }

  /// `GET /docs/api`: the document as a page for people.
  public static void page(Context context) {
    context.header("Cache-Control", "no-cache").html(PAGE);
  }

  /// The text of the OpenAPI document.
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
