/// Tests of finding duplicates.
@NullMarked
package dev.sightline.searcher.duplicates;

import org.jspecify.annotations.NullMarked;
