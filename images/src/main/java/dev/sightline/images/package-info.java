/// Turns image files into upright RGB pixels, thumbnails and metadata.
///
/// - In: a file or bytes. Out: a `DecodedImage`, or an `UnreadableImageException` with the reason.
/// - Knows: every package below. Does not know: models, Lucene, folders.
/// - Start at [dev.sightline.images.ImageDecoder]. The packages below never use this one.
@NullMarked
package dev.sightline.images;

import org.jspecify.annotations.NullMarked;
