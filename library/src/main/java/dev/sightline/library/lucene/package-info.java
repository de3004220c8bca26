/// A library in a folder: opening, reading, writing and committing a Lucene index.
///
/// - In: a folder. Out: the seam of `library`.
/// - Knows: Lucene's readers, writers and merges. Does not know: models, pixels, queries.
/// - Start at [dev.sightline.library.lucene.LibraryWriter] and
///   [dev.sightline.library.lucene.LibraryReader].
@NullMarked
package dev.sightline.library.lucene;

import org.jspecify.annotations.NullMarked;
