/// Searching a library in a folder with Lucene.
///
/// - In: requests of `retrieval`. Out: ids with cosines, facets, keyword hits.
/// - Knows: Lucene's queries and HNSW graphs; the only package of this module that does.
/// - Start at [dev.sightline.searcher.lucene.LuceneRetriever].
@NullMarked
package dev.sightline.searcher.lucene;

import org.jspecify.annotations.NullMarked;
