/// Commands of `eval`: the experiments of the CLIP paper on the user's own photos.
///
/// - In: labelled images, captions. Out: tables, JSON, SVG plots.
/// - Knows: the evaluations.
/// - Start at [dev.sightline.cli.eval.EvalRetrievalCommand].
@NullMarked
package dev.sightline.cli.eval;

import org.jspecify.annotations.NullMarked;
