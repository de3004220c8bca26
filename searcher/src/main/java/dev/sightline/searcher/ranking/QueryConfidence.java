package dev.sightline.searcher.ranking;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sightline.models.ClipModel;
import dev.sightline.searcher.confidence.Calibration;
import dev.sightline.searcher.confidence.Confidence;
import dev.sightline.searcher.confidence.QueryEvidence;
import dev.sightline.searcher.encoding.QueryEncoder;
import dev.sightline.searcher.query.Query;
import dev.sightline.searcher.request.SearchRequest;
import dev.sightline.searcher.retrieval.CacheUse;
import dev.sightline.searcher.retrieval.PartialAnswers;
import dev.sightline.searcher.retrieval.PartialAnswers.Watched;
import dev.sightline.searcher.retrieval.Retriever;
import dev.sightline.searcher.retrieval.SearchBudget;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Chooses what turns the cosines of a query into confidences: the model's calibration for a query
/// of one sentence, else the parametric default. Several sentences, minus, weights and pictures
/// have no fitted curve: their cosines lie elsewhere.
///
/// The evidence comes from the nearest five images inside the filters, asked for by themselves, so
/// that it depends on nothing but the sentence, the filters and the library. It is remembered: the
/// next page asks again. Safe for concurrent use.
public final class QueryConfidence {
  private static final int QUERIES_KEPT = 1_000;

  private final ClipModel model;
  private final Retriever library;
  private final Cache<Key, Watched<Confidence>> known =
      Caffeine.newBuilder().maximumSize(QUERIES_KEPT).recordStats().build();
  private volatile Calibration.@Nullable Found found;

  public QueryConfidence(ClipModel model, Retriever library) {
    this.model = model;
    this.library = library;
  }

  private record Key(String sentence, List<Query.Filter> filters, long commitToken) {}

  /// The model's calibration, read when first asked for: a list by date needs none.
  public Calibration.Found found() {
    var read = found;
    if (read == null) {
      read = Calibration.of(model, library.state().model().dimension());
      found = read; // two threads may both read it: the same comes out
    }
    return read;
  }

  /// The query with the calibration's confidences, where they are meant for it.
  public QueryEncoder.EncodedQuery applied(
      SearchRequest request, QueryEncoder.EncodedQuery encoded) {
    Optional<String> sentence = onlySentence(request);
    Optional<Calibration> calibration = found().calibration();
    if (sentence.isEmpty() || calibration.isEmpty()) {
      return encoded;
    }
    var filters = request.query().filters();
    var key = new Key(sentence.get(), filters, library.commitToken());
    return encoded.with(
        known
            .get(
                key,
                _ ->
                    PartialAnswers.watch(() -> fitted(calibration.get(), encoded.whole(), filters)))
            .passedOn());
  }

  public CacheUse cacheUse() {
    return CacheUse.of("evidence", known);
  }

  private static Optional<String> onlySentence(SearchRequest request) {
    var meanings = request.query().meanings();
    return request.pictures().isEmpty()
            && meanings.size() == 1
            && meanings.getFirst() instanceof Query.Text(var sentence, _)
        ? Optional.of(sentence)
        : Optional.empty();
  }

  private Confidence fitted(Calibration calibration, float[] query, List<Query.Filter> filters) {
    int few = QueryEvidence.CANDIDATES;
    var nearest =
        library.count(filters) <= Ranker.SCAN_LIMIT
            ? library.scan(query, few, 1, filters)
            : library.nearest(
                query, SearchBudget.forWords(few, library.state().vectors()), 1, filters);
    double[] cosines =
        nearest.neighbours().stream().mapToDouble(Retriever.Neighbour::cosine).toArray();
    if (cosines.length == 0) {
      return Confidence.ofNothing(calibration.curves());
    }
    double farTail = calibration.bank().farTail(query);
    return Confidence.fitted(calibration.curves(), QueryEvidence.of(cosines, farTail));
  }
}
