/// Tests of this package.
@NullMarked
package dev.sightline.images.codec;

import org.jspecify.annotations.NullMarked;
