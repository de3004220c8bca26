package dev.sightline.models;

import dev.sightline.base.vectors.Vectors;
import dev.sightline.models.layout.Variant;
import dev.sightline.models.onnx.ModelOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The cosines between the vectors of one variant of a model and those of its full precision, over
/// a few built-in images and sentences. Published 8-bit files differ widely, from 0.99 down to
/// unusable ones, so they are measured on the machine that will run them.
///
/// @param variant the variant that is compared with [Variant#FP32]
/// @param images cosines of the same image
/// @param texts cosines of the same sentence
/// @param imagesOneByOne whether the vector of an image depends on the others of its batch, so that
///     images are encoded one at a time
public record VariantParity(Variant variant, Spread images, Spread texts, boolean imagesOneByOne) {

  /// At or above this cosine the order of results changes only between nearly equal ones.
  private static final double ALIKE = 0.99;

  /// Below this cosine the variant is unusable.
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

  /// Cosines of several pairs.
  ///
  /// @param min the smallest
  /// @param median the median
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

  /// Loads both variants and compares them. Takes the time to load four encoders.
  ///
  /// @throws dev.sightline.models.layout.InvalidModelException if one of them cannot be used
  /// @throws dev.sightline.models.onnx.EncodingException if one of them gives no embedding
  public static VariantParity measure(Path folder, Variant variant, ModelOptions options) {
    try (var full = ClipModel.open(folder, options.withVariant(Variant.FP32));
        var other = ClipModel.open(folder, options.withVariant(variant))) {
      return new VariantParity(
          variant,
          Spread.of(images(full), images(other)),
          Spread.of(full.textEncoder().encode(SENTENCES), other.textEncoder().encode(SENTENCES)),
          other.imageEncoder().oneByOne());
    }
  }

  private static float[][] images(ClipModel model) {
    ImageEncoder encoder = model.imageEncoder();
    var vectors = new ArrayList<float[]>();
    SyntheticImages.all().forEach(image -> vectors.add(encoder.encode(image)));
    return vectors.toArray(float[][]::new);
  }

  /// What the cosines mean for a library, as one sentence for users.
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
