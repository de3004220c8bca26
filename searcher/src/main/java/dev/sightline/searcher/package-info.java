/// A query string in; ranked, explained hits out.
///
/// - In: what a person typed, and pictures to search by. Out: [dev.sightline.searcher.Answer].
/// - Knows: the query language, the algebra of embeddings, how a library is asked for neighbours.
///   Does not know: flags, HTTP, how files come into a library.
/// - Start at [dev.sightline.searcher.Searcher]. A question goes
///   [dev.sightline.searcher.QueryParser] → [dev.sightline.searcher.Query] →
///   [dev.sightline.searcher.QueryEncoder] → [dev.sightline.searcher.Retriever] →
///   [dev.sightline.searcher.Confidence]. Only what is called
///   `Lucene…` knows Lucene.
/// - A library is asked through [dev.sightline.searcher.Retriever] and shown through
///   [dev.sightline.searcher.SearchedLibrary]; `SearchedLibraryContract`, in the tests, is what
///   every kind of library has to pass.
@NullMarked
package dev.sightline.searcher;

import org.jspecify.annotations.NullMarked;
