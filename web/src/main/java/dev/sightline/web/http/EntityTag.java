package dev.sightline.web.http;

import org.jspecify.annotations.Nullable;

/// The entity tag of a response (RFC 9110, section 8.8.3).
///
/// @param value with quotes
public record EntityTag(String value) {
  /// Makes a tag of letters, digits and dashes.
  public static EntityTag of(String name) {
    return new EntityTag('"' + name + '"');
  }

  /// Whether an `If-None-Match` header contains this tag. The comparison is weak: a proxy that
  /// compresses may have added `W/`.
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
