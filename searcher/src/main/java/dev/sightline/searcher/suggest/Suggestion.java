package dev.sightline.searcher.suggest;

import java.util.Locale;

/// One way to go on with a query that is being typed.
///
/// @param query the whole query with it taken up
/// @param shown what a list shows: the part that is new
/// @param kind what it is
/// @param count how many images of the library it leaves; 0 where that is not known
public record Suggestion(String query, String shown, Kind kind, long count) {
  /// What can be suggested.
  public enum Kind {
    /// The name of a field, to be followed by a value.
    FIELD,
    /// A value of the field before it.
    VALUE,
    /// A query that was asked before.
    RECENT;

    /// The name in the API.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
