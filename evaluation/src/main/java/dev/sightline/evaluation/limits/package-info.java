/// What CLIP is known not to do well, as small tests on drawn pictures: reproducible, and free of
/// photos of anyone.
///
/// - In: a model and a seed. Out: accuracies beside chance.
/// - Knows: java.awt, to draw; letters of its own, since fonts differ between machines. Does not
/// know:
///   files.
/// - Start at [dev.sightline.evaluation.limits.LimitProbes].
@NullMarked
package dev.sightline.evaluation.limits;

import org.jspecify.annotations.NullMarked;
