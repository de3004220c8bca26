/// Text-to-image retrieval by captions, and recall and speed of the HNSW graph.
///
/// - In: a model or library, and captions. Out: R@k, median ranks, recall@k, queries a second.
/// - Knows: the measures of the CLIP paper. Does not know: flags, tables.
/// - Start at [dev.sightline.evaluation.retrieval.RetrievalEvaluation] and
///   [dev.sightline.evaluation.retrieval.AnnEvaluation].
@NullMarked
package dev.sightline.evaluation.retrieval;

import org.jspecify.annotations.NullMarked;
