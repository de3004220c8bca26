package dev.sightline.searcher.retrieval;

import dev.sightline.searcher.query.KeywordQuery;
import dev.sightline.searcher.query.Query;
import java.util.List;
import java.util.Optional;

/// Which images match a question, however they are ordered and however many are shown: those inside
/// its filters and, where it asks for a meaning, near enough or holding all its words.
public final class MatchCriteria {
  private final List<Query.Filter> filters;
  private final Optional<float[]> query;
  private final double minimum;
  private final KeywordQuery words;

  private MatchCriteria(
      List<Query.Filter> filters, Optional<float[]> query, double minimum, KeywordQuery words) {
    this.filters = List.copyOf(filters);
    this.query = query;
    this.minimum = minimum;
    this.words = words;
  }

  /// All images inside filters.
  public static MatchCriteria inside(List<Query.Filter> filters) {
    return new MatchCriteria(filters, Optional.empty(), 0, KeywordQuery.NONE);
  }

  /// The images inside filters that also match a meaning.
  ///
  /// @param query unit vector; read, kept, not copied
  /// @param minimum the cosine from which an image counts as a match
  /// @param words that make an image a match too when it holds all of them; may be none
  public static MatchCriteria near(
      List<Query.Filter> filters, float[] query, double minimum, KeywordQuery words) {
    return new MatchCriteria(filters, Optional.of(query), minimum, words);
  }

  /// What images have to satisfy.
  public List<Query.Filter> filters() {
    return filters;
  }

  /// The unit vector of the meaning; empty when none is asked for.
  public Optional<float[]> query() {
    return query;
  }

  /// The cosine from which an image counts as a match.
  public double minimum() {
    return minimum;
  }

  /// What makes an image a match too; may be none.
  public KeywordQuery words() {
    return words;
  }
}
