package dev.sightline.searcher.labels;

import dev.sightline.searcher.query.Condition;
import dev.sightline.searcher.query.ImageSet;
import dev.sightline.searcher.query.NearestWord;
import dev.sightline.searcher.query.Query;
import dev.sightline.searcher.query.QueryException;
import dev.sightline.searcher.zeroshot.LabelSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What was learned about a library: its label sets and its concepts. Turns filters that name them
/// into filters that name images. Safe for concurrent use.
public final class CustomFilters {
  private final LibraryLabels labels;
  private final LabelSetStore shelf;
  private final LibraryConcepts concepts;

  public CustomFilters(LibraryLabels labels, LabelSetStore shelf, LibraryConcepts concepts) {
    this.labels = labels;
    this.shelf = shelf;
    this.concepts = concepts;
  }

  public LibraryLabels labels() {
    return labels;
  }

  public LibraryConcepts concepts() {
    return concepts;
  }

  /// Changes whenever something is learned or forgotten.
  public long version() {
    return 31 * shelf.version() + concepts.shelf().version();
  }

  /// The query with images in the place of names.
  ///
  /// @throws QueryException if there is no label or concept of a name
  public Query resolved(Query query) {
    boolean named =
        query.filters().stream().anyMatch(it -> it.condition() instanceof Condition.Learned);
    return named ? new Query(query.clauses().stream().map(this::resolved).toList()) : query;
  }

  private Query.Clause resolved(Query.Clause clause) {
    return clause instanceof Query.Filter(Condition.Learned(var field, var names), var negated)
        ? new Query.Filter(new Condition.Chosen(field, names, images(field, names)), negated)
        : clause;
  }

  private ImageSet images(String field, List<String> names) {
    List<ImageSet> sets =
        names.stream()
            .map(name -> field.equals("concept") ? concepts.imagesOf(name) : labelled(name))
            .toList();
    if (sets.size() == 1) {
      return sets.getFirst();
    }
    Set<String> any = new HashSet<>();
    sets.forEach(it -> any.addAll(it.ids()));
    return new ImageSet(any);
  }

  private ImageSet labelled(String name) {
    labels.requireVisits(name);
    return labels
        .tags()
        .imagesOf(name)
        .orElseThrow(
            () -> {
              List<String> names =
                  shelf.sets().stream().map(LabelSet::names).flatMap(List::stream).toList();
              return new QueryException(
                  0,
                  "There is no label '%s'. Did you mean '%s'? Labels of your own: sightline label set FILE, with one a line."
                      .formatted(name, NearestWord.of(name, names)));
            });
  }

  /// The names that a filter may take, for completion.
  public List<String> names(String field) {
    return field.equals("concept")
        ? concepts.shelf().names()
        : shelf.sets().stream().map(LabelSet::names).flatMap(List::stream).distinct().toList();
  }
}
