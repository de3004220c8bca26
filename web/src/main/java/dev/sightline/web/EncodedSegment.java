package dev.sightline.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Text as one part of a path in an address.
final class EncodedSegment {
  private EncodedSegment() {}

  /// Percent-encoded; a form's encoding differs in the space only.
  static String of(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
