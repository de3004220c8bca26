/// Tests of this package.
@NullMarked
package dev.sightline.searcher.encoding;

import org.jspecify.annotations.NullMarked;
