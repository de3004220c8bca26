package dev.sightline.searcher.retrieval;

import dev.sightline.searcher.query.Condition;
import dev.sightline.searcher.query.Query;
import dev.sightline.searcher.query.QueryPrinter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

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
  public Facets and(Facet facet) {
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

    /// The facet of parts that were counted, the most frequent first; of equally many the first by
    /// name.
    ///
    /// @param counts how many images each part has
    /// @param limit the most parts that are kept
    /// @param value makes one of a part and its count
    public static Facet mostFrequent(
        String name, Map<String, Long> counts, int limit, BiFunction<String, Long, Value> value) {
      List<Value> first =
          counts.entrySet().stream()
              .sorted(
                  Comparator.comparingLong((Map.Entry<String, Long> it) -> -it.getValue())
                      .thenComparing(Map.Entry::getKey))
              .limit(limit)
              .map(it -> value.apply(it.getKey(), it.getValue()))
              .toList();
      return new Facet(name, first, counts.size() - first.size());
    }
  }

  /// One part of a match set.
  ///
  /// @param value for people
  /// @param count how many images
  /// @param clause what narrows a query to them, in the query language
  /// @param guesses of years and months, how many of the images have a date that is a guess; else 0
  public record Value(String value, long count, String clause, long guesses) {
    /// A part that holds no guesses.
    public Value(String value, long count, String clause) {
      this(value, count, clause, 0);
    }

    /// The order of values that are not times; of equally many the first by name.
    public static final Comparator<Value> MOST_FREQUENT_FIRST =
        Comparator.comparingLong((Value it) -> -it.count()).thenComparing(Value::value);

    /// A part that a text field tells from others.
    ///
    /// @param field by which it is asked for
    public static Value of(String value, long count, Condition.TextField field) {
      var condition = new Condition.Texts(field, List.of(value));
      return new Value(value, count, QueryPrinter.print(new Query.Filter(condition, false)));
    }
  }
}
