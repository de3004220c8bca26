/// How good is it: retrieval by captions, confidences, recall and speed of the nearest-neighbour
/// walk; classification of labelled folders in the packages below.
///
/// - In: a library or a model, and labelled data. Out: figures with their definitions.
/// - Knows: the measures of the CLIP paper. Does not know: flags, tables, Lucene.
/// - Start at [dev.sightline.evaluation.RetrievalEvaluation],
///   [dev.sightline.evaluation.AnnEvaluation] and [dev.sightline.evaluation.CalibrationData].
@NullMarked
package dev.sightline.evaluation;

import org.jspecify.annotations.NullMarked;
