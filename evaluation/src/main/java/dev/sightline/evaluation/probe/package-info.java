/// Classification as the CLIP paper measures it: zero-shot, linear probes, few-shot curves, and how
/// both hold where the pictures are of another kind.
///
/// - In: [dev.sightline.evaluation.labelled.LabelledSet]. Out: accuracies with intervals.
/// - Knows: multinomial logistic regression and its solver. Does not know: files, models' graphs.
/// - Start at [dev.sightline.evaluation.probe.ZeroShotEvaluation] and
///   [dev.sightline.evaluation.probe.LinearProbeEvaluation].
@NullMarked
package dev.sightline.evaluation.probe;

import org.jspecify.annotations.NullMarked;
