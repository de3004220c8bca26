/// Tests of this package.
@NullMarked
package dev.sightline.web.metrics;

import org.jspecify.annotations.NullMarked;
