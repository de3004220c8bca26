/// Tests of this package.
@NullMarked
package dev.sightline.images.pixels;

import org.jspecify.annotations.NullMarked;
