package dev.sightline.searcher;

import dev.sightline.searcher.Facets.Facet;
import dev.sightline.searcher.Facets.Value;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Counts the labels of a match set.
final class LabelFacet {
  private LabelFacet() {}

  /// @param ids of the matches
  /// @param values the most labels
  static Facet of(Tags tags, List<String> ids, int values) {
    Map<String, Long> counts = tags.counts(ids);
    List<Value> first =
        counts.entrySet().stream()
            .sorted(
                Comparator.comparingLong((Map.Entry<String, Long> it) -> -it.getValue())
                    .thenComparing(Map.Entry::getKey))
            .limit(values)
            .map(it -> new Value(it.getKey(), it.getValue(), clause(it.getKey())))
            .toList();
    return new Facet("label", first, counts.size() - first.size());
  }

  private static String clause(String label) {
    return "label:" + QueryPrinter.value(label);
  }
}
