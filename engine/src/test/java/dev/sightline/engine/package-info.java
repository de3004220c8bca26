/// Tests of this package.
@NullMarked
package dev.sightline.engine;

import org.jspecify.annotations.NullMarked;
