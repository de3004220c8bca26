package dev.sightline.searcher.query;

import java.util.Optional;

/// A query that is being typed, cut where a completion goes.
///
/// @param before what stays as it is, up to the part that is completed
/// @param field the field whose value is being typed; empty when it may become a field
/// @param part what is typed of it, without quotation marks, perhaps nothing
public record PartialQuery(String before, Optional<String> field, String part) {
  /// Cuts at the end: a completion replaces the last word, the part of it behind a sign or a
  /// field's name, or the last of several values.
  public static PartialQuery of(String typed) {
    int start = lastTokenOf(typed);
    String token = typed.substring(start);
    int sign = token.startsWith("-") ? 1 : 0;
    int colon = token.indexOf(':');
    boolean named =
        colon > sign && token.substring(sign, colon).chars().allMatch(Character::isLetter);
    if (!named) {
      return new PartialQuery(
          typed.substring(0, start + sign), Optional.empty(), token.substring(sign));
    }
    int value = start + colon + 1;
    int comma = lastComma(typed, value);
    int from = comma < 0 ? value : comma + 1;
    return new PartialQuery(
        typed.substring(0, from),
        Optional.of(token.substring(sign, colon)),
        typed.substring(from).replace("\"", ""));
  }

  private static int lastTokenOf(String typed) {
    int start = 0;
    boolean quoted = false;
    for (int i = 0; i < typed.length(); i++) {
      char c = typed.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && Character.isWhitespace(c)) {
        start = i + 1;
      }
    }
    return start;
  }

  private static int lastComma(String typed, int from) {
    int comma = -1;
    boolean quoted = false;
    for (int i = from; i < typed.length(); i++) {
      char c = typed.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && c == ',') {
        comma = i;
      }
    }
    return comma;
  }
}
