/// Tests of this package.
@NullMarked
package dev.sightline.images.format;

import org.jspecify.annotations.NullMarked;
