/// Tests of this package.
@NullMarked
package dev.sightline.images.metadata.xmp;

import org.jspecify.annotations.NullMarked;
