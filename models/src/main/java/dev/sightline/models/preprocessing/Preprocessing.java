package dev.sightline.models.preprocessing;

import dev.sightline.images.pixels.Resampler;
import java.util.List;
import java.util.Locale;

/// The preprocessing of images for an image encoder. All numbers are read from the files of the
/// model.
///
/// @param width columns of the encoder's input
/// @param height rows of the encoder's input
/// @param resize how the image is resized
/// @param filter the resampling kernel, antialiased as in Pillow
/// @param scale factor of a byte, usually 1/255
/// @param mean subtracted after scaling, for red, green and blue
/// @param deviation standard deviation, the divisor after that, for red, green and blue
public record Preprocessing(
    int width,
    int height,
    Resize resize,
    Resampler.Filter filter,
    double scale,
    List<Double> mean,
    List<Double> deviation) {

  /// How an image of any aspect ratio is resized to the encoder's input.
  public sealed interface Resize {
    /// The short side becomes `edge` pixels, the long side `edge * long / short` rounded down; then
    /// the centre is cropped.
    ///
    /// @param edge pixels of the short side after resizing
    /// @param rounding rounding of an odd margin
    record ShortestEdgeThenCrop(int edge, CropRounding rounding) implements Resize {
      /// With the rounding of open_clip and Hugging Face.
      public ShortestEdgeThenCrop(int edge) {
        this(edge, CropRounding.HALF_TO_EVEN);
      }

      /// Part of the fingerprint. The rounding is included only if it is not the default, because
      /// older libraries do not have it in their fingerprints.
      @Override
      public String toString() {
        return rounding == CropRounding.HALF_TO_EVEN
            ? "ShortestEdgeThenCrop[edge=%d]".formatted(edge)
            : "ShortestEdgeThenCrop[edge=%d, rounding=%s]".formatted(edge, rounding);
      }
    }

    /// Both sides are resized independently; the aspect ratio is not kept.
    record Squash() implements Resize {}
  }

  /// The offset of the centre crop when the margin is odd. A difference of one pixel changes a
  /// cosine by up to 0.11.
  public enum CropRounding {
    /// Half of an odd margin is rounded to even, as Python's `round` does in torchvision and
    /// open_clip: margin 1 gives 0, 3 gives 2, 5 gives 2.
    HALF_TO_EVEN {
      @Override
      long offset(long margin) {
        return (long) Math.rint(margin / 2.0);
      }
    },
    /// Always rounded down, as in Immich: margin 1 gives 0, 3 gives 1, 5 gives 2.
    DOWN {
      @Override
      long offset(long margin) {
        return margin / 2;
      }
    };

    /// Pixels before the crop.
    ///
    /// @param margin pixels before and after the crop together, at least 0
    abstract long offset(long margin);
  }

  /// Checks sizes and channels.
  public Preprocessing {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
    if (width < 1 || height < 1 || mean.size() != 3 || deviation.size() != 3) {
      throw new IllegalArgumentException(
          "need a size of at least 1 x 1 and 3 channels, got %d x %d, mean %s, deviation %s"
              .formatted(width, height, mean, deviation));
    }
    if (deviation.contains(0.0)) {
      throw new IllegalArgumentException("a standard deviation of 0 cannot be divided by");
    }
    if (resize instanceof Resize.ShortestEdgeThenCrop(int edge, _)
        && edge < Math.max(width, height)) {
      throw new IllegalArgumentException(
          "cannot cut %d x %d out of a short side of %d".formatted(width, height, edge));
    }
  }

  /// The short side, in pixels, below which a decoder must not shrink an image for this model: 1.6
  /// times the model's input. Together with the decoder's check for aliasing, reduced decoding then
  /// keeps a cosine of at least 0.995 with full decoding (measured; see
  /// `docs/explanation/performance/indexing.md`). At 1.5 times, single photos with grain fell to
  /// 0.994; at the size of the input, detail is lost.
  public int decodeShortSide() {
    int input =
        switch (resize) {
          case Resize.ShortestEdgeThenCrop(int edge, _) -> edge;
          case Resize.Squash() -> Math.max(width, height);
        };
    return Math.ceilDiv(8 * input, 5);
  }

  /// All settings as one line, for the fingerprint.
  public String canonical() {
    return String.format(
        Locale.ROOT, "%dx%d %s %s %s %s %s", width, height, resize, filter, scale, mean, deviation);
  }
}
