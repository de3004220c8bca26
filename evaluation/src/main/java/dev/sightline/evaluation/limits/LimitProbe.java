package dev.sightline.evaluation.limits;

import dev.sightline.images.pixels.Pixels;
import java.util.List;

/// One thing that is asked of a model by drawn pictures.
///
/// @param name what is asked, in a word or two
/// @param labels sentences to choose from
/// @param examples at least one
record LimitProbe(String name, List<String> labels, List<Example> examples) {
  /// A picture and what it shows.
  ///
  /// @param picture the drawing
  /// @param label the index of the right sentence
  /// @param written the index of the sentence whose word is written on it, or -1
  record Example(Pixels picture, int label, int written) {
    Example(Pixels picture, int label) {
      this(picture, label, -1);
    }
  }

  /// Copies the lists.
  LimitProbe {
    labels = List.copyOf(labels);
    examples = List.copyOf(examples);
  }

  /// Accuracy of who guesses.
  double chance() {
    return 1.0 / labels.size();
  }
}
