package dev.sightline.searcher.query;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// A parsed query: everything the query language can say is listed here. Every consumer switches
/// over the clauses exhaustively, so that a new kind of clause must be handled everywhere.
///
/// @param clauses in the order they were written, plain words first gathered into one sentence;
///     empty for a query that lists the library
public record Query(List<Clause> clauses) {
  /// Copies the list.
  public Query {
    clauses = List.copyOf(clauses);
  }

  /// One part of a query.
  public sealed interface Clause {}

  /// A part that has a direction in embedding space and a share in the query's vector.
  public sealed interface Meaning extends Clause {
    /// The share; negative pushes away, never 0.
    double weight();
  }

  /// A sentence for the text encoder.
  ///
  /// @param sentence what the photo should show, or not show
  /// @param weight its share; negative for a minus
  public record Text(String sentence, double weight) implements Meaning {
    /// Checks that there is something to encode.
    public Text {
      if (sentence.isBlank()) {
        throw new IllegalArgumentException("a sentence of nothing cannot be searched for");
      }
      requireWeight(weight);
    }
  }

  /// An image as the query.
  ///
  /// @param target a file, or the id of an image in the library
  /// @param weight its share
  public record Like(String target, double weight) implements Meaning {
    /// Checks that something is named.
    public Like {
      if (target.isEmpty()) {
        throw new IllegalArgumentException("like: needs a file or an id");
      }
      requireWeight(weight);
    }
  }

  /// Only hits of at least this confidence.
  ///
  /// @param confidence 0 to 1; 0 shows everything
  public record Cut(double confidence) implements Clause {
    /// Checks the range.
    public Cut {
      if (!(confidence >= 0 && confidence <= 1)) {
        throw new IllegalArgumentException("a confidence is 0 to 1, got " + confidence);
      }
    }
  }

  /// An exact condition; hits satisfy all of a query's.
  ///
  /// @param condition what is asked of an image
  /// @param negated whether images that satisfy it are left out instead
  public record Filter(Condition condition, boolean negated) implements Clause {}

  /// In which order hits come.
  ///
  /// @param order the last one counts
  public record Order(SortOrder order) implements Clause {}

  /// Orders of hits.
  public enum SortOrder {
    /// Best first; what a query with a meaning gets when it says nothing.
    RELEVANCE("relevance"),
    /// Oldest first.
    OLDEST("date"),
    /// Newest first; what a query without a meaning gets when it says nothing.
    NEWEST("-date"),
    /// By file name.
    NAME("name"),
    /// Largest file first.
    SIZE("size"),
    /// Best first, but each unlike those before it.
    DIVERSE("diverse");

    private final String written;

    SortOrder(String written) {
      this.written = written;
    }

    /// How it is written after `sort:`.
    public String written() {
      return written;
    }
  }

  /// The weight of a clause that says none.
  public static final double DEFAULT_WEIGHT = 1;

  /// The weight of a minus that says none: pushing away as hard as pulling would leave the query's
  /// own meaning behind.
  public static final double DEFAULT_MINUS = -0.5;

  /// The clauses that have a direction.
  public List<Meaning> meanings() {
    return clauses.stream().filter(Meaning.class::isInstance).map(Meaning.class::cast).toList();
  }

  /// The confidence asked for with `min:`, if it was; the last one counts, so that a cut can be
  /// changed by adding one.
  public OptionalDouble cut() {
    return clauses.stream()
        .filter(Cut.class::isInstance)
        .mapToDouble(clause -> ((Cut) clause).confidence())
        .reduce((_, last) -> last);
  }

  /// The exact conditions.
  public List<Filter> filters() {
    return clauses.stream().filter(Filter.class::isInstance).map(Filter.class::cast).toList();
  }

  /// The order asked for with `sort:`, if it was; the last one counts.
  public Optional<SortOrder> order() {
    return clauses.stream()
        .filter(Order.class::isInstance)
        .map(clause -> ((Order) clause).order())
        .reduce((_, last) -> last);
  }

  /// This query with one more clause at its end.
  public Query and(Clause clause) {
    var all = new java.util.ArrayList<>(clauses);
    all.add(clause);
    return new Query(all);
  }

  private static void requireWeight(double weight) {
    if (weight == 0 || !Double.isFinite(weight)) {
      throw new IllegalArgumentException("a weight is a number other than 0, got " + weight);
    }
  }
}
