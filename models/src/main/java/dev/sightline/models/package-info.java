/// Turns pictures and sentences into unit vectors of one shared space.
///
/// - In: upright pixels, query text. Out: L2-normalized embeddings whose dot product is the cosine.
/// - Knows: ONNX Runtime, DJL's tokenizers, how CLIP models are published
///   ([dev.sightline.models.ModelDescription]), their preprocessing and their tokenizers.
///   Does not know: folders of photos, Lucene, HTTP.
/// - Start at [dev.sightline.models.ClipModel]. Numbers (sizes, means, interpolation, crop,
///   context) come from the model's own files, not from constants.
@NullMarked
package dev.sightline.models;

import org.jspecify.annotations.NullMarked;
