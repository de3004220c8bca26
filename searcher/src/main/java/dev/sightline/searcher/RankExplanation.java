package dev.sightline.searcher;

import dev.sightline.searcher.query.Query;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Where one image stands with a question.
///
/// @param failed filters that leave it out
/// @param score cosine with the query; empty when no meaning was asked for
/// @param confidence how likely it is a match, 0 to 1; empty likewise
/// @param cut the least confidence of a match
/// @param rank its place among the images inside the filters by nearness, 1 for the nearest; empty
///     when a filter leaves it out or no meaning was asked for
/// @param worded whether its names, captions or keywords hold all words of the query
public record RankExplanation(
    List<Query.Filter> failed,
    OptionalDouble score,
    OptionalDouble confidence,
    double cut,
    OptionalLong rank,
    boolean worded) {
  /// Copies the list.
  public RankExplanation {
    failed = List.copyOf(failed);
  }

  /// Whether the image is among the hits when enough are listed.
  public boolean matches() {
    return failed.isEmpty() && (worded || confidence.isEmpty() || confidence.getAsDouble() >= cut);
  }
}
