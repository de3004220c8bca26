package dev.sightline.evaluation.calibration;

import dev.sightline.evaluation.metrics.Estimate;
import dev.sightline.evaluation.metrics.Reliability;
import dev.sightline.searcher.confidence.CalibrationCurves;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Curves fitted to all data, and how well curves of the same make did on data that they were not
/// fitted to.
///
/// @param curves fitted to all data
/// @param splits how often the data was split into a half to fit to and a half to measure on
/// @param openSet "is it in the library?": AUROC of each score of a query, the simple ones first
/// @param gain the fitted score's AUROC less the best cosine's
/// @param splitsBelow splits on which that was negative
/// @param presenceError expected calibration error of that question's probability
/// @param hits AUROC of confidence over all hits of all captions
/// @param hitsCosine the same of the cosine
/// @param error expected calibration error of the confidences of each query's first 20 hits,
///     classes and captions together
/// @param errorOfClasses the same of class names alone
/// @param errorOfCaptions the same of captions alone
/// @param lost the part of class names with a match that lose everything at the cut
/// @param lostCaptions the same of captions
/// @param refused the part of class names without a match that are answered with nothing
/// @param reliability of the confidences that `error` is about
public record CalibrationResult(
    CalibrationCurves curves,
    int splits,
    Map<String, Estimate> openSet,
    Estimate gain,
    int splitsBelow,
    double presenceError,
    Estimate hits,
    Estimate hitsCosine,
    Estimate error,
    double errorOfClasses,
    double errorOfCaptions,
    Estimate lost,
    Estimate lostCaptions,
    Estimate refused,
    Reliability reliability) {
  /// The name in [#openSet] of the best cosine.
  public static final String COSINE = "best cosine";

  /// The name in [#openSet] of the fitted score.
  public static final String FITTED = "fitted";

  /// Copies the map, in its order.
  public CalibrationResult {
    openSet = Collections.unmodifiableMap(new LinkedHashMap<>(openSet));
  }
}
