/// Tests of this package.
@NullMarked
package dev.sightline.searcher.lucene;

import org.jspecify.annotations.NullMarked;
