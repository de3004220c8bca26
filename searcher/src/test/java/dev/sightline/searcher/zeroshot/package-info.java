/// Tests of zero-shot classification.
@NullMarked
package dev.sightline.searcher.zeroshot;

import org.jspecify.annotations.NullMarked;
