/// EXIF blocks: orientation, times, places and texts.
///
/// - In: the bytes of an EXIF block. Out: values as records.
/// - Knows: TIFF directories and the tags of EXIF 2.32.
/// - Start at [dev.sightline.images.metadata.exif.Exif].
@NullMarked
package dev.sightline.images.metadata.exif;

import org.jspecify.annotations.NullMarked;
