package dev.sightline.searcher.suggest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sightline.library.schema.FilterFields;
import dev.sightline.searcher.query.Condition.TextField;
import dev.sightline.searcher.query.PartialQuery;
import dev.sightline.searcher.query.Query;
import dev.sightline.searcher.query.QueryFields;
import dev.sightline.searcher.query.QueryPrinter;
import dev.sightline.searcher.retrieval.Facets;
import dev.sightline.searcher.retrieval.MatchCriteria;
import dev.sightline.searcher.retrieval.Retriever;
import dev.sightline.searcher.suggest.Suggestion.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Suggests how to go on with a query: names of fields, values that the library has, queries that
/// were asked before. Safe for concurrent use.
public final class Suggestions {
  private static final int VALUES_KNOWN = 1_000;

  private final Retriever library;
  private final Function<String, List<String>> learned;
  private final Cache<Long, Facets> facets = Caffeine.newBuilder().maximumSize(1).build();
  private final Cache<Key, List<Facets.Value>> terms =
      Caffeine.newBuilder().maximumSize(20).build();

  /// @param learned the names of concepts and labels, by the field that takes them
  public Suggestions(Retriever library, Function<String, List<String>> learned) {
    this.library = library;
    this.learned = learned;
  }

  private record Key(TextField field, long commitToken) {}

  /// @param typed a query up to where the next letter goes
  /// @param recent queries that were asked before, the newest first
  /// @param limit the most
  public List<Suggestion> of(String typed, List<String> recent, int limit) {
    PartialQuery query = PartialQuery.of(typed);
    Stream<Suggestion> all =
        query.field().isPresent()
            ? values(query, query.field().get())
            : Stream.concat(recent(typed, recent), fields(query));
    return all.limit(limit).toList();
  }

  private static Stream<Suggestion> recent(String typed, List<String> recent) {
    String begun = FilterFields.folded(typed.stripLeading());
    return recent.stream()
        .filter(it -> FilterFields.folded(it).startsWith(begun) && !it.equals(typed))
        .map(it -> new Suggestion(it, it, Kind.RECENT, 0));
  }

  private static Stream<Suggestion> fields(PartialQuery query) {
    String part = query.part().toLowerCase(java.util.Locale.ROOT);
    boolean negated = query.before().endsWith("-");
    return part.isEmpty()
        ? Stream.empty()
        : QueryFields.all().stream()
            .filter(it -> it.startsWith(part))
            .filter(it -> !negated || QueryFields.isFilter(it))
            .map(it -> new Suggestion(query.before() + it + ":", it + ":", Kind.FIELD, 0));
  }

  private Stream<Suggestion> values(PartialQuery query, String field) {
    String part = FilterFields.folded(query.part());
    return known(field)
        .filter(it -> FilterFields.folded(it.value()).contains(part))
        .sorted(
            Comparator.comparing(
                (Facets.Value it) -> !FilterFields.folded(it.value()).startsWith(part)))
        .map(
            it ->
                new Suggestion(
                    query.before() + QueryPrinter.value(it.value()),
                    it.value(),
                    Kind.VALUE,
                    it.count()));
  }

  /// The values of a field, the most useful first.
  private Stream<Facets.Value> known(String field) {
    return switch (field) {
      case "camera", "in" -> facet(field.equals("in") ? "folder" : field);
      case "date", "after", "before" -> Stream.concat(facet("year"), facet("month"));
      case "concept", "label" -> words(learned.apply(field).stream());
      case "lens" -> terms(TextField.LENS);
      case "ext" -> terms(TextField.EXT);
      case "tag" -> terms(TextField.TAG);
      case "has" -> words(Stream.of("gps", "date", "camera", "caption", "duplicates"));
      case "orientation" -> words(Stream.of("landscape", "portrait", "square"));
      case "sort" -> words(Stream.of(Query.SortOrder.values()).map(Query.SortOrder::written));
      default -> Stream.empty();
    };
  }

  private static Stream<Facets.Value> words(Stream<String> words) {
    return words.map(it -> new Facets.Value(it, 0, it));
  }

  private Stream<Facets.Value> facet(String name) {
    Optional<Facets.Facet> facet =
        facets
            .get(
                library.commitToken(),
                _ -> library.facets(MatchCriteria.inside(List.of()), VALUES_KNOWN))
            .facets()
            .stream()
            .filter(it -> it.name().equals(name))
            .findFirst();
    return facet.stream().flatMap(it -> it.values().stream());
  }

  private Stream<Facets.Value> terms(TextField field) {
    return terms
        .get(new Key(field, library.commitToken()), it -> library.values(it.field(), VALUES_KNOWN))
        .stream();
  }
}
