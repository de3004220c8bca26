/// One class for each container format, and the sniffing that chooses it.
///
/// - In: bytes. Out: a [dev.sightline.images.format.StoredImage]: dimensions, metadata blocks, and
///   the decoding of its pixels.
/// - Knows: the structure of JPEG, PNG, GIF, BMP, TIFF, WebP, PSD, HEIF, JPEG XL and raw files.
/// - Start at [dev.sightline.images.format.FormatSniffer] and
///   [dev.sightline.images.format.StoredImage].
@NullMarked
package dev.sightline.images.format;

import org.jspecify.annotations.NullMarked;
