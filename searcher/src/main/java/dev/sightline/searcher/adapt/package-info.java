/// Learning from one's own captions: a small linear map behind the text encoder, by the CLIP
/// paper's own loss on embeddings that stay as they are.
///
/// - In: unit vectors of images and of their captions. Out: a
///   [dev.sightline.models.TextAdapter].
/// - Knows: the symmetric cross-entropy, Adam, early stopping. Does not know: files, captions'
/// words.
/// - Start at [dev.sightline.searcher.adapt.AdapterTraining].
@NullMarked
package dev.sightline.searcher.adapt;

import org.jspecify.annotations.NullMarked;
