package dev.sightline.web.http;

import org.jspecify.annotations.Nullable;

/// The `ETag` of what never changes under its address, or changes it when it does (RFC 9110).
///
/// @param value with its quotes
public record EntityTag(String value) {
  /// Letters, digits and dashes, not yet in quotes.
  public static EntityTag of(String name) {
    return new EntityTag('"' + name + '"');
  }

  /// Whether an `If-None-Match` header says that the caller has this. That compares weakly: a proxy
  /// that compressed may have put `W/` before it.
  public boolean isIn(@Nullable String header) {
    if (header == null) {
      return false;
    }
    for (String part : header.split(",", -1)) {
      String tag = part.strip();
      if (tag.equals("*") || tag.equals(value) || tag.equals("W/" + value)) {
        return true;
      }
    }
    return false;
  }
}
