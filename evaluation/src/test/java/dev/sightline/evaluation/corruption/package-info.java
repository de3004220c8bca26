/// Corruptions by what must hold of each, on drawn pictures.
@NullMarked
package dev.sightline.evaluation.corruption;

import org.jspecify.annotations.NullMarked;
