package dev.sightline.searcher;

import java.util.List;

/// What a match set holds of each year, month, camera and folder. An image that lies at several
/// paths is counted in the folders of the first.
///
/// @param matches how many images were looked at
/// @param facets in the order in which a person meets them; none without values
public record Facets(long matches, List<Facet> facets) {
  /// Copies the list.
  public Facets {
    facets = List.copyOf(facets);
  }

  /// These and one more, if it has values.
  Facets and(Facet facet) {
    var all = new java.util.ArrayList<>(facets);
    if (!facet.values().isEmpty()) {
      all.add(facet);
    }
    return new Facets(matches, all);
  }

  /// One way to divide a match set.
  ///
  /// @param name `year`, `month`, `camera`, `folder` or `label`
  /// @param values years and months from the newest back, the others from the most frequent down
  /// @param others how many further values there are
  public record Facet(String name, List<Value> values, long others) {
    /// Copies the list.
    public Facet {
      values = List.copyOf(values);
    }
  }

  /// One part of a match set.
  ///
  /// @param value for people
  /// @param count how many images
  /// @param clause what narrows a query to them, in the query language
  public record Value(String value, long count, String clause) {
    /// A part that a text field tells from others.
    ///
    /// @param field by which it is asked for
    public static Value of(String value, long count, Condition.TextField field) {
      var condition = new Condition.Texts(field, List.of(value));
      return new Value(value, count, QueryPrinter.print(new Query.Filter(condition, false)));
    }
  }
}
