/// Bindings to decoders: OpenCV, ImageIO, and the libheif and djxl of the system.
///
/// - In: the bytes of one image in one coding. Out: pixels.
/// - Knows: native libraries, processes, ImageIO. Does not know: containers, metadata.
/// - Start at [dev.sightline.images.codec.OpenCv] and [dev.sightline.images.codec.SystemDecoders].
@NullMarked
package dev.sightline.images.codec;

import org.jspecify.annotations.NullMarked;
