/// Tests of this package.
@NullMarked
package dev.sightline.base.vectors;

import org.jspecify.annotations.NullMarked;
