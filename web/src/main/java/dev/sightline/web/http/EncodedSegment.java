package dev.sightline.web.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Text as one part of a path in an address.
public final class EncodedSegment {
  private EncodedSegment() {}

  /// Percent-encoded; a form's encoding differs in the space only.
  public static String of(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
