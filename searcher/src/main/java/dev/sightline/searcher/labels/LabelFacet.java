package dev.sightline.searcher.labels;

import dev.sightline.searcher.query.QueryPrinter;
import dev.sightline.searcher.retrieval.Facets.Facet;
import dev.sightline.searcher.retrieval.Facets.Value;
import java.util.List;

/// Counts the labels of a match set.
public final class LabelFacet {
  private LabelFacet() {}

  /// @param ids of the matches
  /// @param values the most labels
  public static Facet of(AssignedLabels tags, List<String> ids, int values) {
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
