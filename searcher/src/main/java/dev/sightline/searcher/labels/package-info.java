/// Custom filters: label sets and concepts that users define.
///
/// - In: names with prompts, or example images. Out: the images of a library that they apply to.
/// - Knows: zero-shot classification and small linear classifiers.
/// - Start at [dev.sightline.searcher.labels.CustomFilters].
@NullMarked
package dev.sightline.searcher.labels;

import org.jspecify.annotations.NullMarked;
