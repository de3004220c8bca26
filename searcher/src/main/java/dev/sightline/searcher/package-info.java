/// A query string in; ranked, explained, calibrated hits out.
///
/// - In: what a person typed, and images to search by. Out: an `Answer`.
/// - Knows: every package below. Does not know: flags, HTTP, how files come into a library.
/// - Start at [dev.sightline.searcher.Searcher]. Only the package `lucene` knows Lucene.
@NullMarked
package dev.sightline.searcher;

import org.jspecify.annotations.NullMarked;
