/// Tests of this package.
@NullMarked
package dev.sightline.library.image;

import org.jspecify.annotations.NullMarked;
