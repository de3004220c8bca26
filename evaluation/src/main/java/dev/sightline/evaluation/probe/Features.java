package dev.sightline.evaluation.probe;

import dev.sightline.evaluation.labelled.LabelledImage;
import java.util.List;

/// Which numbers of a picture a linear probe learns from.
public enum Features {
  /// The image encoder's output as it is, which the CLIP paper's probes are fitted to.
  RAW {
    @Override
    float[] of(LabelledImage image) {
      return image.output();
    }
  },
  /// The output at length one, as libraries keep it.
  UNIT {
    @Override
    float[] of(LabelledImage image) {
      return image.embedding();
    }
  };

  abstract float[] of(LabelledImage image);

  float[][] rows(List<LabelledImage> images) {
    return images.stream().map(this::of).toArray(float[][]::new);
  }

  static int[] labels(List<LabelledImage> images) {
    return images.stream().mapToInt(LabelledImage::label).toArray();
  }
}
