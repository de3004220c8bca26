package dev.sightline.searcher;

import dev.sightline.searcher.QueryEncoder.EncodedQuery;
import java.util.List;

/// A question with a meaning, ready to be asked: encoded, and with its cut.
///
/// @param request as it came
/// @param encoded its vectors and confidences
/// @param cut the least confidence of a match
/// @param words that make an image a match too, unless the cut asks for more than words can give
record Question(SearchRequest request, EncodedQuery encoded, double cut, QueryWords words) {
  static Question of(SearchRequest request, EncodedQuery encoded) {
    double cut = request.query().cut().orElse(encoded.confidence().cut());
    QueryWords words =
        cut <= HybridRanking.CONFIDENCE_OF_WORDS ? QueryWords.of(request.query()) : QueryWords.NONE;
    return new Question(request, encoded, cut, words);
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

  MatchSet matchSet() {
    return MatchSet.near(filters(), encoded.whole(), minimum(), words);
  }
}
