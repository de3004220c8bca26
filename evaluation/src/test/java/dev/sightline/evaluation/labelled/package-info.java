/// Reading labelled pictures and remembering their embeddings, by what goes wrong with both.
@NullMarked
package dev.sightline.evaluation.labelled;

import org.jspecify.annotations.NullMarked;
