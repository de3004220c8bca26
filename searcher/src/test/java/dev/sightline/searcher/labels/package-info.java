/// Tests of this package.
@NullMarked
package dev.sightline.searcher.labels;

import org.jspecify.annotations.NullMarked;
