/// Keeps a library true to its folders: walk, detect change, decode, embed, write, set bad files
/// aside.
///
/// - In: folders. Out: a library that holds every readable image below them once, and an
///   [dev.sightline.indexer.IndexReport].
/// - Knows: files, content hashes, threads and queues. Does not know: Lucene, flags, queries.
/// - Start at [dev.sightline.indexer.Indexer]. A photo goes [dev.sightline.indexer.FolderWalk] →
///   [dev.sightline.indexer.PhotoReader] → [dev.sightline.indexer.EncodingStage] →
///   [dev.sightline.indexer.LibraryKeeper]; the queues between them are bounded, so memory does not
///   grow with the folder. What follows folders as they change starts at
///   [dev.sightline.indexer.LibraryWatch].
@NullMarked
package dev.sightline.indexer;

import org.jspecify.annotations.NullMarked;
