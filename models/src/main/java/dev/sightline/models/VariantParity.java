package dev.sightline.models;

import dev.sightline.base.vectors.Vectors;
import dev.sightline.models.layout.Variant;
import dev.sightline.models.onnx.ModelOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How far the vectors of one variant of a model are from those of its full precision, over a few
/// built-in pictures and sentences. Published 8-bit files differ widely here, from 0.99 down to
/// files that are broken, so it is measured on the machine that is going to run them.
///
/// @param variant what is compared with [Variant#FP32]
/// @param images cosines of the same picture
/// @param texts cosines of the same sentence
/// @param imagesOneByOne whether a picture's vector depends on the others of its batch, so that
///     pictures are run one at a time
public record VariantParity(Variant variant, Spread images, Spread texts, boolean imagesOneByOne) {

  /// At or above this cosine the order of a result list changes only among near ties.
  private static final double ALIKE = 0.99;

  /// Below this one the files are another model.
  private static final double BROKEN = 0.9;

  private static final List<String> SENTENCES =
      List.of(
          "a dog",
          "a red car parked in front of a house",
          "two children playing football on a green field",
          "sunset over the sea",
          "a handwritten letter",
          "portrait of an old woman with a hat",
          "an empty street at night in the rain",
          "food on a plate");

  /// The least and the middle cosine.
  public record Spread(double min, double median) {
    static Spread of(float[][] left, float[][] right) {
      var cosines = new double[left.length];
      for (int i = 0; i < left.length; i++) {
        cosines[i] = Vectors.dot(left[i], right[i]);
      }
      Arrays.sort(cosines);
      int middle = cosines.length / 2;
      double median =
          cosines.length % 2 == 1 ? cosines[middle] : (cosines[middle - 1] + cosines[middle]) / 2;
      return new Spread(cosines[0], median);
    }
  }

  /// Loads both variants and runs them; takes as long as four encoders take to load.
  ///
  /// @throws dev.sightline.models.layout.InvalidModelException if one of them cannot be used
  /// @throws dev.sightline.models.onnx.EncodingException if one of them gives no embeddings
  public static VariantParity measure(Path folder, Variant variant, ModelOptions options) {
    try (var full = ClipModel.open(folder, options.withVariant(Variant.FP32));
        var other = ClipModel.open(folder, options.withVariant(variant))) {
      return new VariantParity(
          variant,
          Spread.of(pictures(full), pictures(other)),
          Spread.of(full.textEncoder().encode(SENTENCES), other.textEncoder().encode(SENTENCES)),
          other.imageEncoder().oneByOne());
    }
  }

  private static float[][] pictures(ClipModel model) {
    ImageEncoder encoder = model.imageEncoder();
    var vectors = new ArrayList<float[]>();
    SyntheticImages.all().forEach(picture -> vectors.add(encoder.encode(picture)));
    return vectors.toArray(float[][]::new);
  }

  /// What the figures mean for a library, in a sentence.
  public String meaning() {
    double least = Math.min(images.min(), texts.min());
    if (!(least >= BROKEN)) {
      return "these files answer unlike the full ones: do not use this variant";
    }
    if (least >= ALIKE) {
      return "a library made with it finds what one of full precision finds, but for near ties";
    }
    return "a library made with it ranks somewhat differently; measure with: sightline eval"
        + " retrieval";
  }
}
