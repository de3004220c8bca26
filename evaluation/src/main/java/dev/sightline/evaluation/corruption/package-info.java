/// Pictures made worse on purpose, at five severities, to see how soon a classifier fails.
///
/// - In: pixels, a kind, a severity. Out: pixels.
/// - Knows: noise, blur, JPEG's loss, contrast, resolution, rotation. Does not know: models.
/// - Start at [dev.sightline.evaluation.corruption.Corruption].
@NullMarked
package dev.sightline.evaluation.corruption;

import org.jspecify.annotations.NullMarked;
