/// The values that make up one indexed image: files, metadata, dates, hashes, vectors.
///
/// - In and out: records that check themselves.
/// - Knows: nothing of how they are stored.
/// - Start at [dev.sightline.library.image.IndexedImage].
@NullMarked
package dev.sightline.library.image;

import org.jspecify.annotations.NullMarked;
