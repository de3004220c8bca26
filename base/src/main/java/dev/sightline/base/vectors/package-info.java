/// Arithmetic on embeddings outside Lucene: dot products, lengths, normalization.
///
/// - In and out: float or double arrays. Sums are in double precision.
/// - Knows: no model and no index.
/// - Start at [dev.sightline.base.vectors.Vectors].
@NullMarked
package dev.sightline.base.vectors;

import org.jspecify.annotations.NullMarked;
