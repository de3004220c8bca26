package dev.sightline.searcher;

import dev.sightline.searcher.Facets.Facet;
import dev.sightline.searcher.Facets.Value;
import java.util.List;

/// Counts the labels of a match set.
final class LabelFacet {
  private LabelFacet() {}

  /// @param ids of the matches
  /// @param values the most labels
  static Facet of(Tags tags, List<String> ids, int values) {
    return Facet.mostFrequent(
        "label",
        tags.counts(ids),
        values,
        (label, images) -> new Value(label, images, clause(label)));
  }

  private static String clause(String label) {
    return "label:" + QueryPrinter.value(label);
  }
}
