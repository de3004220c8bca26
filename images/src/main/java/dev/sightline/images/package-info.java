/// Turns image files into upright RGB pixels, thumbnails, and what the file says of itself.
///
/// - In: a file or bytes. Out: [dev.sightline.images.DecodedImage], or a typed
///   [dev.sightline.images.UnreadableImageException] that says why not.
/// - Knows: OpenCV, ImageIO, EXIF. Does not know: models, Lucene, folders.
/// - Start at [dev.sightline.images.ImageDecoder].
@NullMarked
package dev.sightline.images;

import org.jspecify.annotations.NullMarked;
