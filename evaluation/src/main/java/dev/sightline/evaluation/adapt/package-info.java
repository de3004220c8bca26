/// Measures what a text adapter gains on captions that it has not seen.
///
/// - In: a model and captions. Out: R@k before and after.
/// - Knows: `retrieval`.
/// - Start at [dev.sightline.evaluation.adapt.AdapterEvaluation].
@NullMarked
package dev.sightline.evaluation.adapt;

import org.jspecify.annotations.NullMarked;
