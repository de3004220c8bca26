/// Tests of this package.
@NullMarked
package dev.sightline.searcher.ranking;

import org.jspecify.annotations.NullMarked;
