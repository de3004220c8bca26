/// Long operations over the images of a library: re-embedding, thumbnails, checks.
///
/// - In: a library. Out: the same library with more or newer data.
/// - Knows: the pipeline and the interfaces of a library.
/// - Start at [dev.sightline.indexer.tasks.ReembedRun].
@NullMarked
package dev.sightline.indexer.tasks;

import org.jspecify.annotations.NullMarked;
