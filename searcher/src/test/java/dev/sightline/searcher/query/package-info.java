/// Tests of this package.
@NullMarked
package dev.sightline.searcher.query;

import org.jspecify.annotations.NullMarked;
