/// Tests of this package.
@NullMarked
package dev.sightline.library.lucene;

import org.jspecify.annotations.NullMarked;
