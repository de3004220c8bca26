/// The folder layouts in which CLIP models are published, and the descriptions of models in them.
///
/// - In: a folder. Out: a [dev.sightline.models.layout.ModelDescription], or an
///   [dev.sightline.models.layout.InvalidModelException] that names the file.
/// - Knows: the files of Hugging Face, Immich, Qdrant, open_clip, SigLIP and Sightline. Does not
///   know: ONNX Runtime.
/// - Start at [dev.sightline.models.layout.ModelLayout].
@NullMarked
package dev.sightline.models.layout;

import org.jspecify.annotations.NullMarked;
