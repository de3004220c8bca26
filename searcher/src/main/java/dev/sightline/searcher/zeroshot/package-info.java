/// Zero-shot classification: names of things become classifiers by the text encoder alone (Radford
/// et al. 2021, section 3.1.2).
///
/// - In: label names, prompt templates, unit vectors of images. Out: probabilities.
/// - Knows: the text encoder. Does not know: queries, Lucene, libraries.
/// - Start at [dev.sightline.searcher.zeroshot.ZeroShotClassifier].
@NullMarked
package dev.sightline.searcher.zeroshot;

import org.jspecify.annotations.NullMarked;
