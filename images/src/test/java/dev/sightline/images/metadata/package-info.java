/// Tests of this package.
@NullMarked
package dev.sightline.images.metadata;

import org.jspecify.annotations.NullMarked;
