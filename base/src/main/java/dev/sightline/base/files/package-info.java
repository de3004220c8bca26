/// Writes files that are complete or absent, whatever happens while they are written.
///
/// - In: a path and its new content. Out: the file with the new content, or as it was.
/// - Knows: the file system. Does not know: what is in the files.
/// - Start at [dev.sightline.base.files.AtomicFiles].
@NullMarked
package dev.sightline.base.files;

import org.jspecify.annotations.NullMarked;
