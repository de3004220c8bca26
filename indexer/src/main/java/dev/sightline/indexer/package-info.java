/// Keeps a library true to its folders.
///
/// - In: folders. Out: a library that holds every readable image below them once, and an
///   `IndexReport`.
/// - Knows: every package below except `watch` and `tasks`, which use this one. Does not know:
///   Lucene, flags, queries.
/// - Start at [dev.sightline.indexer.Indexer].
@NullMarked
package dev.sightline.indexer;

import org.jspecify.annotations.NullMarked;
