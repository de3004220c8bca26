/// Commands for custom filters: `concept` and `label`.
///
/// - In: names, example images, prompts. Out: stored concepts and label sets.
/// - Knows: the labels of the searcher.
/// - Start at [dev.sightline.cli.labels.ConceptAddCommand].
@NullMarked
package dev.sightline.cli.labels;

import org.jspecify.annotations.NullMarked;
