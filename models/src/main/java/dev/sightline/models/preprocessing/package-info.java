/// Turns upright pixels into the input tensor of an image encoder.
///
/// - In: RGB pixels. Out: float32 rows `[3][height][width]`, normalized.
/// - Knows: resizing, cropping, means and standard deviations as a model states them.
/// - Start at [dev.sightline.models.preprocessing.ImagePreprocessor].
@NullMarked
package dev.sightline.models.preprocessing;

import org.jspecify.annotations.NullMarked;
