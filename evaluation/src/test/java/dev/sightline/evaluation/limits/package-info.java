/// Drawn probes: the same on every machine, and right in what they show.
@NullMarked
package dev.sightline.evaluation.limits;

import org.jspecify.annotations.NullMarked;
