/// Plots are XML, and show every number.
@NullMarked
package dev.sightline.evaluation.plot;

import org.jspecify.annotations.NullMarked;
