/// Turns images and sentences into unit vectors of one shared space.
///
/// - In: upright pixels, query text. Out: L2-normalized embeddings whose dot product is the
///   cosine.
/// - Knows: every package below. Does not know: folders of photos, Lucene, HTTP.
/// - Start at [dev.sightline.models.ClipModel]. Sizes, means, interpolation, crop and context
///   length come from the model's own files, not from constants.
@NullMarked
package dev.sightline.models;

import org.jspecify.annotations.NullMarked;
