/// Turns cosines into probabilities.
///
/// - In: cosines of a query with the library and with a background sample. Out: calibrated
///   confidences, 0 to 1.
/// - Knows: calibration files. Does not know: queries, rankings.
/// - Start at [dev.sightline.searcher.confidence.Confidence]; docs/explanation/confidence.md has
///   the method.
@NullMarked
package dev.sightline.searcher.confidence;

import org.jspecify.annotations.NullMarked;
