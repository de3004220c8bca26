package dev.sightline.cluster.query;

import dev.sightline.cluster.connection.ClusterConnection;
import dev.sightline.cluster.schema.CollectionDocuments;
import dev.sightline.cluster.schema.CollectionFields;
import dev.sightline.library.schema.FilterFields;
import dev.sightline.searcher.query.KeywordQuery;
import dev.sightline.searcher.retrieval.Retriever.Worded;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.solr.client.solrj.response.QueryResponse;
import org.apache.solr.common.SolrDocument;

/// Finds images by the words of their names, captions and keywords, in three questions: how rare
/// each word is, who holds all, who holds some.
final class ClusterKeywordSearch {
  private static final List<String> FIELDS =
      List.of(
          CollectionFields.NAME_WORDS,
          CollectionFields.CAPTION_WORDS,
          CollectionFields.KEYWORD_WORDS);

  private final ClusterConnection connection;
  private final KeywordQuery words;
  private final float[] query;
  private final Supplier<CollectionQuery> inside;

  /// @param words at least one wanted
  /// @param query unit vector
  /// @param inside makes a question inside the filters
  ClusterKeywordSearch(
      ClusterConnection connection,
      KeywordQuery words,
      float[] query,
      Supplier<CollectionQuery> inside) {
    this.connection = connection;
    this.words = words;
    this.query = query;
    this.inside = inside;
  }

  private record Found(double share, double cosine) {}

  List<Worded> find(int limit) {
    var found = new LinkedHashMap<String, Found>();
    var all = question();
    all.set("q", "{!query v=$%s}".formatted(new SolrKeywordQuery(all, words).holdingAll()))
        .set("sort", "score desc," + CollectionFields.ID + " asc")
        .rows(limit);
    ask(all).forEach(it -> found.put(CollectionDocuments.id(it), new Found(1, cosine(it))));
    if (words.wanted().size() > 1) {
      holdingSome(limit).forEach(found::putIfAbsent);
    }
    Set<String> named = found.isEmpty() ? Set.of() : named(limit);
    return found.entrySet().stream()
        .map(
            it ->
                new Worded(
                    it.getKey(),
                    it.getValue().cosine(),
                    it.getValue().share(),
                    named.contains(it.getKey())))
        .toList();
  }

  private CollectionQuery question() {
    return inside
        .get()
        .set("fl", CollectionFields.ID + ",score,cosine:" + CollectionQuery.similarity(query));
  }

  private List<SolrDocument> ask(CollectionQuery question) {
    return connection.query(question.parameters()).getResults();
  }

  private static double cosine(SolrDocument document) {
    return CollectionQuery.cosine(document.getFieldValue("cosine"));
  }

  /// By the share of the words that they hold, each by how rare it is.
  private Map<String, Found> holdingSome(int limit) {
    double[] weights = weights();
    var question = question();
    var clauses = new SolrKeywordQuery(question, words);
    List<String> holding = clauses.holding();
    String share =
        IntStream.range(0, weights.length)
            .mapToObj(
                i ->
                    String.format(
                        Locale.ROOT, "if(exists(query($%s)),%.9f,0)", holding.get(i), weights[i]))
            .collect(Collectors.joining(",", "{!func}sum(", ")"));
    question.filter(List.of(clauses.holdingSome()));
    question.set("q", share).set("sort", "score desc," + CollectionFields.ID + " asc").rows(limit);
    var some = new LinkedHashMap<String, Found>();
    for (SolrDocument it : ask(question)) {
      double score = it.getFieldValue("score") instanceof Number number ? number.doubleValue() : 0;
      some.put(
          CollectionDocuments.id(it), new Found(Math.min(score, Math.nextDown(1.0)), cosine(it)));
    }
    return some;
  }

  /// How rare each word is among all images, as in BM25; together 1.
  private double[] weights() {
    var question = new CollectionQuery().rows(0).set("facet", "true");
    var counted = new ArrayList<List<String>>(); // clauses by word and field
    for (String word : words.wanted()) {
      counted.add(FIELDS.stream().map(field -> question.term(field, word)).toList());
    }
    question.set(
        "facet.query",
        counted.stream()
            .flatMap(List::stream)
            .map(it -> "{!query key=%s v=$%s}".formatted(it, it))
            .toArray(String[]::new));
    QueryResponse answer = connection.query(question.parameters());
    long images = answer.getResults().getNumFound();
    var weights = new double[words.wanted().size()];
    for (int i = 0; i < weights.length; i++) {
      int holders = 0;
      for (String clause : counted.get(i)) {
        holders = Math.max(holders, answer.getFacetQuery().getOrDefault(clause, 0));
      }
      weights[i] = Math.log1p((images - holders + 0.5) / (holders + 0.5));
    }
    double sum = java.util.Arrays.stream(weights).sum();
    return java.util.Arrays.stream(weights).map(it -> it / sum).toArray();
  }

  private Set<String> named(int limit) {
    String name = FilterFields.folded(words.text().strip());
    if (name.isEmpty()) {
      return Set.of();
    }
    var question = inside.get();
    question.filter(List.of(new SolrKeywordQuery(question, words).named(name)));
    return new HashSet<>(ask(question.rows(limit)).stream().map(CollectionDocuments::id).toList());
  }
}
