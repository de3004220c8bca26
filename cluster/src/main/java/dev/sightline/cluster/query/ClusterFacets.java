package dev.sightline.cluster.query;

import dev.sightline.cluster.connection.ClusterConnection;
import dev.sightline.cluster.schema.CollectionFields;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.schema.FilterFields;
import dev.sightline.searcher.query.Condition.TextField;
import dev.sightline.searcher.retrieval.Facets;
import dev.sightline.searcher.retrieval.FolderCounts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.solr.client.solrj.response.FacetField;
import org.apache.solr.client.solrj.response.QueryResponse;

/// Counts what images have in common, shard by shard, from doc values.
final class ClusterFacets {
  /// Folders and cameras that are counted, the most frequent ones; years and months are few.
  private static final int MOST_COUNTED = 10_000;

  private final ClusterConnection connection;
  private final List<LibraryRoot> roots;

  /// @param roots of the library: folders are named from them on
  ClusterFacets(ClusterConnection connection, List<LibraryRoot> roots) {
    this.connection = connection;
    this.roots = List.copyOf(roots);
  }

  /// @param question for the images that are counted
  /// @param values the most of each facet that are returned
  Facets count(CollectionQuery question, int values) {
    question
        .rows(0)
        .set("facet", "true")
        .set("facet.mincount", "1")
        .set("facet.limit", Integer.toString(MOST_COUNTED))
        .set(
            "facet.field",
            CollectionFields.YEAR,
            CollectionFields.MONTH,
            CollectionFields.CAMERA_NAME,
            CollectionFields.FOLDER);
    QueryResponse answer = connection.query(question.parameters());
    QueryResponse guessed = guessed(question);
    var facets =
        Stream.of(
                times(answer, guessed, "year", CollectionFields.YEAR, values),
                times(answer, guessed, "month", CollectionFields.MONTH, values),
                cameras(answer, values),
                folders(answer, values))
            .filter(it -> !it.values().isEmpty())
            .toList();
    return new Facets(answer.getResults().getNumFound(), facets);
  }

  private static List<FacetField.Count> counts(QueryResponse answer, String field) {
    FacetField found = answer.getFacetField(field);
    return found == null ? List.of() : found.getValues();
  }

  /// Years and months of those images whose date is a guess.
  private QueryResponse guessed(CollectionQuery question) {
    question.filter(List.of(question.not(question.term(CollectionFields.HAS, "date"))));
    question.set("facet.field", CollectionFields.YEAR, CollectionFields.MONTH);
    return connection.query(question.parameters());
  }

  /// From the newest back.
  private static Facets.Facet times(
      QueryResponse answer, QueryResponse guessed, String name, String field, int values) {
    var guesses =
        counts(guessed, field).stream()
            .collect(Collectors.toMap(FacetField.Count::getName, FacetField.Count::getCount));
    var all = new ArrayList<>(counts(answer, field));
    all.sort(Comparator.comparing(FacetField.Count::getName).reversed());
    List<Facets.Value> first =
        all.stream()
            .limit(values)
            .map(
                it ->
                    new Facets.Value(
                        it.getName(),
                        it.getCount(),
                        "date:" + it.getName(),
                        guesses.getOrDefault(it.getName(), 0L)))
            .toList();
    return new Facets.Facet(name, first, all.size() - first.size());
  }

  /// Cameras that differ in small and large letters only are one.
  private static Facets.Facet cameras(QueryResponse answer, int values) {
    var written = new HashMap<String, String>();
    var counted = new HashMap<String, Long>();
    for (FacetField.Count it : counts(answer, CollectionFields.CAMERA_NAME)) {
      String folded = FilterFields.folded(it.getName());
      written.putIfAbsent(folded, it.getName());
      counted.merge(folded, it.getCount(), Long::sum);
    }
    return Facets.Facet.mostFrequent(
        "camera",
        counted,
        values,
        (folded, images) ->
            Facets.Value.of(written.getOrDefault(folded, folded), images, TextField.CAMERA));
  }

  private Facets.Facet folders(QueryResponse answer, int values) {
    var counts = new FolderCounts(roots);
    counts(answer, CollectionFields.FOLDER).forEach(it -> counts.add(it.getName(), it.getCount()));
    return counts.facet(values);
  }

  /// What all images hold in a field, the most frequent first.
  static List<Facets.Value> values(ClusterConnection connection, TextField field, int limit) {
    String name =
        switch (field) {
          case LENS -> CollectionFields.LENS;
          case EXT -> CollectionFields.EXTENSION;
          case TAG -> CollectionFields.KEYWORD;
          case CAMERA, IN, NAME, CAPTION, ORIENTATION, HAS ->
              throw new IllegalArgumentException("values of " + field.field() + " are not listed");
        };
    var question =
        new CollectionQuery()
            .rows(0)
            .set("facet", "true")
            .set("facet.mincount", "1")
            .set("facet.limit", Integer.toString(limit))
            .set("facet.field", name);
    return counts(connection.query(question.parameters()), name).stream()
        .map(it -> Facets.Value.of(it.getName(), it.getCount(), field))
        .sorted(Facets.Value.MOST_FREQUENT_FIRST)
        .toList();
  }
}
