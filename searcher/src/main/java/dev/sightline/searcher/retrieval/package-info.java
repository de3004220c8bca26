/// The seam through which a library is searched: neighbours, filters, facets, images by id.
///
/// - In: unit vectors and conditions. Out: ids with cosines, images, counts.
/// - Knows: no Lucene. The contract test `SearchedLibraryContract` holds for every implementation.
/// - Start at [dev.sightline.searcher.retrieval.Retriever] and
///   [dev.sightline.searcher.retrieval.SearchedLibrary].
@NullMarked
package dev.sightline.searcher.retrieval;

import org.jspecify.annotations.NullMarked;
