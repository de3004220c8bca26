/// Statistics that several evaluations share: bootstrap intervals, reliability.
///
/// - In: numbers. Out: estimates with intervals.
/// - Knows: no model and no library.
/// - Start at [dev.sightline.evaluation.metrics.Bootstrap].
@NullMarked
package dev.sightline.evaluation.metrics;

import org.jspecify.annotations.NullMarked;
