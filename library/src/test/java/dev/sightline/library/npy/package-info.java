/// Tests of this package.
@NullMarked
package dev.sightline.library.npy;

import org.jspecify.annotations.NullMarked;
