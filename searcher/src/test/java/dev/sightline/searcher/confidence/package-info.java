/// Tests of this package.
@NullMarked
package dev.sightline.searcher.confidence;

import org.jspecify.annotations.NullMarked;
