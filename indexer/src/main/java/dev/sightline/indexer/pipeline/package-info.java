/// The bounded stages of an index run: read and decode, encode in batches, write and commit.
///
/// - In: files. Out: vectors and metadata, in the library or with an embedder's caller.
/// - Knows: threads and queues; memory use does not grow with the folder.
/// - Start at [dev.sightline.indexer.pipeline.IndexPipeline].
@NullMarked
package dev.sightline.indexer.pipeline;

import org.jspecify.annotations.NullMarked;
