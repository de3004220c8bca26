/// Labelled pictures as numbers: class folders or a labels file in, embeddings with their classes
/// out.
///
/// - In: a folder of class folders or a `labels.tsv`, and a model. Out:
///   [dev.sightline.evaluation.labelled.LabelledSet].
/// - Knows: the image encoder, a cache on disk, copies by content hash. Does not know: classifiers.
/// - Start at [dev.sightline.evaluation.labelled.LabelledFiles] and
///   [dev.sightline.evaluation.labelled.ImageEmbedder].
@NullMarked
package dev.sightline.evaluation.labelled;

import org.jspecify.annotations.NullMarked;
