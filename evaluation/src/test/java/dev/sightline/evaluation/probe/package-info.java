/// Solver, probe and evaluations by goldens, by examples worked by hand and by what must hold.
@NullMarked
package dev.sightline.evaluation.probe;

import org.jspecify.annotations.NullMarked;
