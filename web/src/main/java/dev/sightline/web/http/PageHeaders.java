package dev.sightline.web.http;

import io.javalin.http.Context;
import java.util.Map;

/// Security headers of every response: only own scripts and resources, no sniffing of types, no
/// referrer, no embedding by other sites.
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

  /// Sets the headers of every response: content security policy, referrer policy, no sniffing.
  public static void set(Context context) {
    HEADERS.forEach(context::header);
  }

  /// Names and values of the headers.
  public static Map<String, String> all() {
    return HEADERS;
  }
}
