/// Folders and the files in them: rules, sidecars, mounted disks, content hashes.
///
/// - In: the roots of a library. Out: files to index, in a stable order, with the paths of their
///   sidecars.
/// - Knows: file systems. Does not know: pixels, models, the content of the library.
/// - Start at [dev.sightline.indexer.walk.FolderWalk].
@NullMarked
package dev.sightline.indexer.walk;

import org.jspecify.annotations.NullMarked;
