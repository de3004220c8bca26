package dev.sightline.cluster.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sightline.cluster.connection.ClusterConnection;
import dev.sightline.cluster.schema.CollectionDocuments;
import dev.sightline.cluster.schema.CollectionFields;
import dev.sightline.library.LibraryState;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.image.StoredVector;
import dev.sightline.searcher.duplicates.DuplicateFinder;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.solr.client.solrj.response.QueryResponse;
import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.SolrDocumentList;

/// Asks a collection. Every shard walks its own graph and gives as many candidates as were asked
/// for in all, scored by their full vectors; the best of them are the answer.
public final class ClusterRetriever implements Retriever {
  /// Up to so many images are brought here one after the other where each has to be looked at.
  static final int VISITABLE = 100_000;

  private static final String SCORED = CollectionFields.ID + ",score";
  private static final int PART = 1_000;

  /// No more hits are asked for at once: each shard sends so many.
  private static final int MOST_ROWS = 100_000;

  private final ClusterConnection connection;
  private final CollectionVersion news;
  private final Cache<Long, Set<String>> duplicates = Caffeine.newBuilder().maximumSize(1).build();

  public ClusterRetriever(ClusterConnection connection, CollectionVersion news) {
    this.connection = connection;
    this.news = news;
  }

  /// A question for the images that satisfy filters.
  public CollectionQuery inside(List<Query.Filter> filters) {
    var question = new CollectionQuery();
    question.filter(filters(question).all(filters));
    return question;
  }

  private SolrFilters filters(CollectionQuery question) {
    return new SolrFilters(question, news.state().roots(), this::duplicateIds);
  }

  private QueryResponse ask(CollectionQuery question) {
    return connection.query(question.parameters());
  }

  @Override
  public Retrieved nearest(
      float[] query, SearchBudget budget, double minimum, List<Query.Filter> filters) {
    int candidates = Math.min(budget.efSearch(), Math.max(1, size()));
    var question = inside(filters);
    question
        .set(
            "q",
            "{!knn f=%s topK=%d}%s"
                .formatted(CollectionFields.VECTOR, candidates, CollectionQuery.written(query)))
        .set("fl", SCORED)
        .set("sort", "score desc," + CollectionFields.ID + " asc")
        .rows(candidates);
    SolrDocumentList found = ask(question).getResults();
    List<Neighbour> neighbours = scored(found);
    long matches = neighbours.stream().filter(it -> it.cosine() >= minimum).count();
    return new Retrieved(
        neighbours.subList(0, Math.min(budget.k(), neighbours.size())),
        matches,
        neighbours.size() >= count(filters));
  }

  @Override
  public Retrieved scan(float[] query, int k, double minimum, List<Query.Filter> filters) {
    var question = inside(filters);
    String near = question.near(query, minimum);
    question
        .set("q", "{!func}" + CollectionQuery.similarity(query))
        .set("fl", SCORED)
        .set("sort", "score desc," + CollectionFields.ID + " asc")
        .set("facet", "true")
        .set("facet.query", "{!query key=matches v=$%s}".formatted(near))
        .rows(Math.min(k, MOST_ROWS));
    QueryResponse answer = ask(question);
    return new Retrieved(
        scored(answer.getResults()), answer.getFacetQuery().getOrDefault("matches", 0), true);
  }

  private static List<Neighbour> scored(SolrDocumentList found) {
    return found.stream()
        .map(
            it ->
                new Neighbour(
                    CollectionDocuments.id(it), CollectionQuery.cosine(it.getFieldValue("score"))))
        .toList();
  }

  @Override
  public Retrieved ordered(MatchCriteria set, Query.SortOrder order, int k) {
    var question = matching(set);
    question
        .set(
            "fl",
            CollectionFields.ID
                + ",cosine:"
                + CollectionQuery.similarity(set.query().orElseThrow()))
        .set("sort", CollectionOrder.of(order))
        .rows(Math.min(k, MOST_ROWS));
    SolrDocumentList found = ask(question).getResults();
    List<Neighbour> neighbours =
        found.stream()
            .map(
                it ->
                    new Neighbour(
                        CollectionDocuments.id(it),
                        CollectionQuery.cosine(it.getFieldValue("cosine"))))
            .toList();
    return new Retrieved(neighbours, found.getNumFound(), true);
  }

  /// A question for all of a match set.
  private CollectionQuery matching(MatchCriteria set) {
    var question = inside(set.filters());
    if (set.query().isPresent()) {
      var ways = new ArrayList<>(List.of(question.near(set.query().get(), set.minimum())));
      if (!set.words().isEmpty()) {
        ways.add(new SolrKeywordQuery(question, set.words()).holdingAll());
      }
      question.filter(List.of(question.any(ways)));
    }
    return question;
  }

  @Override
  public List<Worded> worded(
      KeywordQuery words, float[] query, List<Query.Filter> filters, int limit) {
    return words.isEmpty()
        ? List.of()
        : new ClusterKeywordSearch(connection, words, query, () -> inside(filters)).find(limit);
  }

  @Override
  public Facets facets(MatchCriteria set, int values) {
    return new ClusterFacets(connection, news.state().roots()).count(matching(set), values);
  }

  @Override
  public List<Facets.Value> values(Condition.TextField field, int limit) {
    return ClusterFacets.values(connection, field, limit);
  }

  @Override
  public Listed listed(List<Query.Filter> filters, Query.SortOrder order, int k) {
    var question =
        inside(filters).set("sort", CollectionOrder.of(order)).rows(Math.min(k, MOST_ROWS));
    SolrDocumentList found = ask(question).getResults();
    return new Listed(found.stream().map(CollectionDocuments::id).toList(), found.getNumFound());
  }

  @Override
  public long count(List<Query.Filter> filters) {
    return filters.isEmpty() ? size() : ask(inside(filters).rows(0)).getResults().getNumFound();
  }

  @Override
  public boolean satisfies(String id, Query.Filter filter) {
    var question = inside(List.of(filter)).rows(0);
    question.filter(List.of(question.term(CollectionFields.ID, id)));
    return ask(question).getResults().getNumFound() > 0;
  }

  @Override
  public Optional<IndexedImage> image(String id) {
    return Optional.ofNullable(images(List.of(id)).get(id));
  }

  @Override
  public Optional<StoredVector> stored(String id) {
    String model = news.state().model().imageFingerprint();
    return byId(
            List.of(id),
            CollectionFields.RECORD,
            CollectionFields.EMBEDDING,
            CollectionFields.PIXELS)
        .stream()
        .map(it -> CollectionDocuments.stored(it, model))
        .findFirst();
  }

  @Override
  public Map<String, IndexedImage> images(List<String> ids) {
    var images = new HashMap<String, IndexedImage>();
    byId(ids, CollectionFields.RECORD)
        .forEach(it -> images.put(CollectionDocuments.id(it), CollectionDocuments.image(it)));
    return images;
  }

  @Override
  public Map<String, float[]> vectors(List<String> ids) {
    var vectors = new HashMap<String, float[]>();
    byId(ids, CollectionFields.EMBEDDING)
        .forEach(it -> vectors.put(CollectionDocuments.id(it), CollectionDocuments.vector(it)));
    return vectors;
  }

  /// The documents of some ids that are there, in no order.
  public List<SolrDocument> byId(List<String> ids, String... fields) {
    var found = new ArrayList<SolrDocument>();
    for (int start = 0; start < ids.size(); start += PART) {
      List<String> part = ids.subList(start, Math.min(ids.size(), start + PART));
      var question = new CollectionQuery();
      question
          .set("fl", CollectionFields.ID + "," + String.join(",", fields))
          .set("q", "{!terms f=%s}%s".formatted(CollectionFields.ID, String.join(",", part)))
          .rows(part.size());
      found.addAll(ask(question).getResults());
    }
    return found;
  }

  private Set<String> duplicateIds() {
    return duplicates.get(commitToken(), _ -> duplicates(DuplicateRule.DEFAULT).ids());
  }

  @Override
  public Duplicates duplicates(DuplicateRule rule) {
    requireVisits("has:duplicates");
    return new DuplicateFinder(rule)
        .find(new ClusterCandidateSource(this, new CollectionCursor(connection)));
  }

  @Override
  public void forEachVector(VectorVisitor visitor) {
    new CollectionCursor(connection)
        .forEachPart(
            new CollectionQuery(),
            List.of(CollectionFields.EMBEDDING),
            part ->
                visitor.visit(
                    part.stream().map(CollectionDocuments::id).toList(),
                    part.stream().map(CollectionDocuments::vector).toList()));
  }

  @Override
  public int visitable() {
    return VISITABLE;
  }

  @Override
  public int size() {
    return news.size();
  }

  @Override
  public long commitToken() {
    return news.token();
  }

  @Override
  public LibraryState state() {
    return news.state();
  }
}
