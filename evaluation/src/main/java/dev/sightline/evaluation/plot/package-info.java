/// Small plots as SVG, for what a picture says better than a table.
///
/// - In: numbers and names. Out: a whole SVG document.
/// - Knows: SVG. Does not know: what the numbers mean.
/// - Start at [dev.sightline.evaluation.plot.LinePlot], [dev.sightline.evaluation.plot.BarPlot] and
///   [dev.sightline.evaluation.plot.LogPlot].
@NullMarked
package dev.sightline.evaluation.plot;

import org.jspecify.annotations.NullMarked;
