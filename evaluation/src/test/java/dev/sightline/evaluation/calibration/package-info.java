/// Tests of this package.
@NullMarked
package dev.sightline.evaluation.calibration;

import org.jspecify.annotations.NullMarked;
