/// Tests of this package.
@NullMarked
package dev.sightline.library.maintenance;

import org.jspecify.annotations.NullMarked;
