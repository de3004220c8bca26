/// Operations on whole libraries: verify, compact, copy, merge, move roots, delete.
///
/// - In: libraries in folders. Out: libraries in folders; an interrupted operation loses nothing.
/// - Knows: Lucene readers and writers of `library.lucene`.
/// - Start at [dev.sightline.library.maintenance.LibraryCheck] and
///   [dev.sightline.library.maintenance.LibraryMerge].
@NullMarked
package dev.sightline.library.maintenance;

import org.jspecify.annotations.NullMarked;
