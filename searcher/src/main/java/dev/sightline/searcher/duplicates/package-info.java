/// Which images of a library are the same picture, or shots of one moment.
///
/// - In: what is known of each image, and a way to the cosine of two. Out: groups, best to keep
///   first.
/// - Knows: perceptual hashes, capture times, what makes one file better than another. Does not
///   know: Lucene, queries, files on disk.
/// - Start at [dev.sightline.searcher.duplicates.DuplicateFinder]; what counts as the same is
///   [dev.sightline.searcher.duplicates.DuplicateRule].
@NullMarked
package dev.sightline.searcher.duplicates;

import org.jspecify.annotations.NullMarked;
