package dev.sightline.web.http;

import io.javalin.http.Context;
import java.util.Map;

/// What every answer tells the browser: run and load nothing that is not ours, guess no types, tell
/// no other site where one was, let no other site embed this.
public final class PageHeaders {
  private static final String CONTENT_SECURITY_POLICY =
      String.join(
          "; ",
          "default-src 'self'",
          "img-src 'self' blob: data:",
          "object-src 'none'",
          "base-uri 'none'",
          "form-action 'self'",
          "frame-ancestors 'none'");

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy", CONTENT_SECURITY_POLICY,
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Cross-Origin-Opener-Policy", "same-origin");

  private PageHeaders() {}

  public static void set(Context context) {
    HEADERS.forEach(context::header);
  }

  /// Their names and values.
  public static Map<String, String> all() {
    return HEADERS;
  }
}
