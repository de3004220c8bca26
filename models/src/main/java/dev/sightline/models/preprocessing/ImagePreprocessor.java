package dev.sightline.models.preprocessing;

import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.pixels.Resampler;

/// Converts upright pixels to the input of an image encoder: resize, crop, scale, normalize, planar
/// channels. Immutable and safe for concurrent use; decoding threads call it, so that the threads
/// of the encoder only encode.
public final class ImagePreprocessor {
  private static final int LEVELS = 256;

  private final Preprocessing preprocessing;

  /// The normalized value of each byte, by channel: a table of 768 numbers replaces three
  /// operations per sample.
  private final float[][] normalized = new float[Pixels.CHANNELS][LEVELS];

  /// @param preprocessing the steps that the model was trained with
  public ImagePreprocessor(Preprocessing preprocessing) {
    this.preprocessing = preprocessing;
    for (int channel = 0; channel < Pixels.CHANNELS; channel++) {
      // float32 at each step, as the reference implementations compute it
      float mean = preprocessing.mean().get(channel).floatValue();
      float deviation = preprocessing.deviation().get(channel).floatValue();
      for (int level = 0; level < LEVELS; level++) {
        float scaled = (float) (level * preprocessing.scale());
        normalized[channel][level] = (scaled - mean) / deviation;
      }
    }
  }

  /// The settings of this preprocessor.
  public Preprocessing preprocessing() {
    return preprocessing;
  }

  /// The length of the result of [#prepare]: `3 * height * width`.
  public int length() {
    return Pixels.CHANNELS * preprocessing.height() * preprocessing.width();
  }

  /// Prepares one image.
  ///
  /// @param image upright sRGB of any size
  /// @return float32, row-major `[3][height][width]`
  public float[] prepare(Pixels image) {
    return normalize(fit(image));
  }

  /// The image that the model sees, before normalization: `width` x `height` bytes.
  public Pixels fit(Pixels image) {
    return switch (preprocessing.resize()) {
      case Preprocessing.Resize.Squash() ->
          resize(image, preprocessing.width(), preprocessing.height());
      case Preprocessing.Resize.ShortestEdgeThenCrop(int edge, var rounding) ->
          Resampler.resize(image, centre(image, edge, rounding), preprocessing.filter());
    };
  }

  private Pixels resize(Pixels image, int width, int height) {
    return Resampler.resize(image, width, height, preprocessing.filter());
  }

  /// The centre crop of an image with a short side of `edge`. The long side is rounded down, as in
  /// torchvision, open_clip and Hugging Face.
  private Resampler.Crop centre(Pixels image, int edge, Preprocessing.CropRounding rounding) {
    long shortSide = Math.min(image.fullWidth(), image.fullHeight());
    long width = edge * (long) image.fullWidth() / shortSide;
    long height = edge * (long) image.fullHeight() / shortSide;
    return new Resampler.Crop(
        width,
        height,
        rounding.offset(width - preprocessing.width()),
        rounding.offset(height - preprocessing.height()),
        preprocessing.width(),
        preprocessing.height());
  }

  private float[] normalize(Pixels image) {
    int plane = image.width() * image.height();
    var planar = new float[Pixels.CHANNELS * plane];
    byte[] rgb = image.rgb();
    for (int pixel = 0, at = 0; pixel < plane; pixel++) {
      planar[pixel] = normalized[0][rgb[at++] & 0xff];
      planar[plane + pixel] = normalized[1][rgb[at++] & 0xff];
      planar[2 * plane + pixel] = normalized[2][rgb[at++] & 0xff];
    }
    return planar;
  }
}
