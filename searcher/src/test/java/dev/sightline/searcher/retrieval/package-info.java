/// Tests of this package.
@NullMarked
package dev.sightline.searcher.retrieval;

import org.jspecify.annotations.NullMarked;
