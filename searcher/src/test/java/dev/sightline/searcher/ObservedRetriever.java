package dev.sightline.searcher;

import dev.sightline.library.LibraryState;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.image.StoredVector;
import dev.sightline.searcher.duplicates.DuplicateRule;
import dev.sightline.searcher.duplicates.Duplicates;
import dev.sightline.searcher.query.Condition;
import dev.sightline.searcher.query.KeywordQuery;
import dev.sightline.searcher.query.Query;
import dev.sightline.searcher.retrieval.Facets;
import dev.sightline.searcher.retrieval.MatchCriteria;
import dev.sightline.searcher.retrieval.Retriever;
import dev.sightline.searcher.retrieval.SearchBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A library that claims a size and writes down what it is asked for.
final class ObservedRetriever implements Retriever {
  private final Retriever library;
  private final int size;
  private final List<String> asked = new ArrayList<>();

  ObservedRetriever(Retriever library, int size) {
    this.library = library;
    this.size = size;
  }

  List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public Retrieved nearest(
      float[] query, SearchBudget budget, double minimum, List<Query.Filter> filters) {
    asked.add("nearest %d of %d".formatted(budget.k(), budget.efSearch()));
    return new Retrieved(library.nearest(query, budget, minimum, filters).neighbours(), 7, false);
  }

  @Override
  public Retrieved scan(float[] query, int k, double minimum, List<Query.Filter> filters) {
    asked.add("scan " + k);
    return library.scan(query, k, minimum, filters);
  }

  @Override
  public Retrieved ordered(MatchCriteria set, Query.SortOrder order, int k) {
    asked.add("ordered " + k);
    return library.ordered(set, order, k);
  }

  @Override
  public List<Worded> worded(
      KeywordQuery words, float[] query, List<Query.Filter> filters, int limit) {
    return library.worded(words, query, filters, limit);
  }

  @Override
  public Facets facets(MatchCriteria set, int values) {
    return library.facets(set, values);
  }

  @Override
  public List<Facets.Value> values(Condition.TextField field, int limit) {
    return library.values(field, limit);
  }

  @Override
  public void forEachVector(VectorVisitor visitor) {
    library.forEachVector(visitor);
  }

  @Override
  public Listed listed(List<Query.Filter> filters, Query.SortOrder order, int k) {
    asked.add("listed " + k);
    return library.listed(filters, order, k);
  }

  @Override
  public boolean satisfies(String id, Query.Filter filter) {
    return library.satisfies(id, filter);
  }

  @Override
  public long count(List<Query.Filter> filters) {
    return filters.isEmpty() ? size : library.count(filters);
  }

  @Override
  public Optional<IndexedImage> image(String id) {
    return library.image(id);
  }

  @Override
  public Optional<StoredVector> stored(String id) {
    asked.add("stored");
    return library.stored(id);
  }

  @Override
  public Duplicates duplicates(DuplicateRule rule) {
    return library.duplicates(rule);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public long commitToken() {
    return library.commitToken();
  }

  @Override
  public LibraryState state() {
    return library.state();
  }
}
