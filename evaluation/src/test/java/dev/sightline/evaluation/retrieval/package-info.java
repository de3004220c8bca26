/// Tests of this package.
@NullMarked
package dev.sightline.evaluation.retrieval;

import org.jspecify.annotations.NullMarked;
