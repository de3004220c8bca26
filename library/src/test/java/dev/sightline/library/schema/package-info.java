/// Tests of this package.
@NullMarked
package dev.sightline.library.schema;

import org.jspecify.annotations.NullMarked;
