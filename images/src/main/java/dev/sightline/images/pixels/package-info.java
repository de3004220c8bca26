/// Pixel buffers and the arithmetic on them: resampling, orientation, colour profiles, perceptual
/// hashes.
///
/// - In and out: 8-bit RGB or RGBA rows.
/// - Knows: no file format and no native library.
/// - Start at [dev.sightline.images.pixels.Pixels] and [dev.sightline.images.pixels.Resampler].
@NullMarked
package dev.sightline.images.pixels;

import org.jspecify.annotations.NullMarked;
