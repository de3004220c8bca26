/// Tests of this package.
@NullMarked
package dev.sightline.searcher.suggest;

import org.jspecify.annotations.NullMarked;
