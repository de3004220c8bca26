/// Fits and measures the calibration of confidences.
///
/// - In: labelled queries. Out: curves, expected calibration error, open-set results.
/// - Knows: logistic regression, reliability diagrams.
/// - Start at [dev.sightline.evaluation.calibration.CalibrationEvaluation].
@NullMarked
package dev.sightline.evaluation.calibration;

import org.jspecify.annotations.NullMarked;
