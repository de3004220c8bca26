/// Handlers for concepts and zero-shot classification.
///
/// - In: names and example images. Out: classifiers and probabilities.
/// - Knows: the labels of the searcher.
/// - Start at [dev.sightline.web.concepts.ConceptHandler].
@NullMarked
package dev.sightline.web.concepts;

import org.jspecify.annotations.NullMarked;
