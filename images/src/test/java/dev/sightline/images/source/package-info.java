/// Tests of this package.
@NullMarked
package dev.sightline.images.source;

import org.jspecify.annotations.NullMarked;
