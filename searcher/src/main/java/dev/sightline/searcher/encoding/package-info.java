/// Turns a query into one unit vector.
///
/// - In: sentences and images with weights. Out: the normalized sum of their embeddings.
/// - Knows: the model and the library's own vectors.
/// - Start at [dev.sightline.searcher.encoding.QueryEncoder].
@NullMarked
package dev.sightline.searcher.encoding;

import org.jspecify.annotations.NullMarked;
