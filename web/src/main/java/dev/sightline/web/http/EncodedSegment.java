package dev.sightline.web.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Encodes text as one segment of a URL path.
public final class EncodedSegment {
  private EncodedSegment() {}

  /// Percent-encodes text. The encoding of forms differs in the space only.
  public static String of(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
