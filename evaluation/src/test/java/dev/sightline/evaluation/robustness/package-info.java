/// Tests of this package.
@NullMarked
package dev.sightline.evaluation.robustness;

import org.jspecify.annotations.NullMarked;
