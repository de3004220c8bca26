/// Images made worse on purpose, at five severities, to measure how a classifier degrades.
///
/// - In: pixels, a kind, a severity. Out: pixels.
/// - Knows: noise, blur, JPEG loss, contrast, resolution, rotation. Does not know: models.
/// - Start at [dev.sightline.evaluation.robustness.Corruption].
@NullMarked
package dev.sightline.evaluation.robustness;

import org.jspecify.annotations.NullMarked;
