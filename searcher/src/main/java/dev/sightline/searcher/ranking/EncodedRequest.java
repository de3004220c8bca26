package dev.sightline.searcher.ranking;

import dev.sightline.searcher.encoding.QueryEncoder.EncodedQuery;
import dev.sightline.searcher.query.KeywordQuery;
import dev.sightline.searcher.query.Query;
import dev.sightline.searcher.request.SearchRequest;
import dev.sightline.searcher.retrieval.MatchCriteria;
import java.util.List;

/// A question with a meaning, ready to be asked: encoded, and with its cut.
///
/// @param request as it came
/// @param encoded its vectors and confidences
/// @param cut the least confidence of a match
/// @param words that make an image a match too, unless the cut asks for more than words can give
public record EncodedRequest(
    SearchRequest request, EncodedQuery encoded, double cut, KeywordQuery words) {
  public static EncodedRequest of(SearchRequest request, EncodedQuery encoded) {
    double cut = request.query().cut().orElse(encoded.confidence().cut());
    KeywordQuery words =
        cut <= HybridRanking.CONFIDENCE_OF_WORDS
            ? KeywordQuery.of(request.query())
            : KeywordQuery.NONE;
    return new EncodedRequest(request, encoded, cut, words);
  }

  /// The cosine of the cut.
  double minimum() {
    return encoded.confidence().cosineOf(cut);
  }

  List<Query.Filter> filters() {
    return request.query().filters();
  }

  Query.SortOrder order() {
    return request.query().order().orElse(Query.SortOrder.RELEVANCE);
  }

  public MatchCriteria matchSet() {
    return MatchCriteria.near(filters(), encoded.whole(), minimum(), words);
  }
}
