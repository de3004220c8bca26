package dev.sightline.evaluation.probe;

import dev.sightline.evaluation.labelled.ContentHash;
import dev.sightline.evaluation.labelled.LabelledImage;
import dev.sightline.evaluation.labelled.LabelledSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Labelled vectors drawn by chance around the axes, one axis a class.
final class Drawn {
  private Drawn() {}

  /// @param each pictures of a class
  /// @param noise how far they stray from the axis
  static LabelledSet around(int classes, int each, double noise, long seed) {
    var random = new Random(seed);
    var images = new ArrayList<LabelledImage>();
    for (int label = 0; label < classes; label++) {
      for (int i = 0; i < each; i++) {
        var vector = new float[classes + 2];
        for (int d = 0; d < vector.length; d++) {
          vector[d] = (float) (noise * random.nextGaussian() + (d == label ? 3 : 0));
        }
        images.add(image(label, i, vector));
      }
    }
    return new LabelledSet(names(classes), images, List.of(), List.of());
  }

  static LabelledImage image(int label, int number, float... output) {
    String name = "class%d-%d.jpg".formatted(label, number);
    var hash = new ContentHash("%064x".formatted(name.hashCode() & 0xffffffffL));
    return new LabelledImage(Path.of(name), hash, label, output);
  }

  static List<String> names(int classes) {
    return IntStream.range(0, classes).mapToObj(i -> "class " + i).toList();
  }
}
