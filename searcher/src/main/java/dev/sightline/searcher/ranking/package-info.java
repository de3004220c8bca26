/// Orders hits: fusion of meaning and keywords, diversity, duplicates, pages.
///
/// - In: a request and neighbours. Out: an [dev.sightline.searcher.ranking.Answer].
/// - Knows: `retrieval` and `confidence`. Does not know: Lucene.
/// - Start at [dev.sightline.searcher.ranking.Ranker].
@NullMarked
package dev.sightline.searcher.ranking;

import org.jspecify.annotations.NullMarked;
