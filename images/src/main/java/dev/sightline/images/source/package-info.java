/// Bytes of one image, and the limits under which they are read.
///
/// - In: a file, a stream or a byte array. Out: bounded reads, or an
///   [dev.sightline.images.source.UnreadableImageException].
/// - Knows: files and sizes. Does not know: formats.
/// - Start at [dev.sightline.images.source.ImageSource] and
///   [dev.sightline.images.source.DecodeLimits].
@NullMarked
package dev.sightline.images.source;

import org.jspecify.annotations.NullMarked;
