package dev.sightline.models.preprocessing;

import dev.sightline.images.pixels.Resampler;
import java.util.List;
import java.util.Locale;

/// What a model wants done to a picture before its image encoder sees it. Every number is read from
/// the model's own files.
///
/// @param width columns of the encoder's input
/// @param height rows of the encoder's input
/// @param resize how the picture is brought to size
/// @param filter the resampling kernel, always antialiased as Pillow's
/// @param scale what a byte is multiplied with, usually 1/255
/// @param mean what is subtracted after scaling, for red, green and blue
/// @param deviation what is divided by after that, for red, green and blue
public record Preprocessing(
    int width,
    int height,
    Resize resize,
    Resampler.Filter filter,
    double scale,
    List<Double> mean,
    List<Double> deviation) {

  /// How a picture of any shape becomes one of the encoder's shape.
  public sealed interface Resize {
    /// The short side becomes `edge` pixels, the long side `edge * long / short` rounded down; then
    /// the centre is cut out.
    ///
    /// @param edge pixels of the short side after resizing
    /// @param rounding where half a pixel of margin goes
    record ShortestEdgeThenCrop(int edge, CropRounding rounding) implements Resize {
      /// With open_clip's and Hugging Face's rounding.
      public ShortestEdgeThenCrop(int edge) {
        this(edge, CropRounding.HALF_TO_EVEN);
      }

      /// Enters the fingerprint, and libraries are older than the second component: it is said only
      /// where it is not the usual one.
      @Override
      public String toString() {
        return rounding == CropRounding.HALF_TO_EVEN
            ? "ShortestEdgeThenCrop[edge=%d]".formatted(edge)
            : "ShortestEdgeThenCrop[edge=%d, rounding=%s]".formatted(edge, rounding);
      }
    }

    /// Both sides are set at once; the shape is not kept.
    record Squash() implements Resize {}
  }

  /// Where the centre begins when the margin is odd. One pixel off costs up to 0.11 of cosine.
  public enum CropRounding {
    /// Half of an odd margin goes to the even neighbour, as Python's `round` in torchvision and
    /// open_clip: margin 1 gives 0, 3 gives 2, 5 gives 2.
    HALF_TO_EVEN {
      @Override
      long offset(long margin) {
        return (long) Math.rint(margin / 2.0);
      }
    },
    /// Always down, as Immich does: margin 1 gives 0, 3 gives 1, 5 gives 2.
    DOWN {
      @Override
      long offset(long margin) {
        return margin / 2;
      }
    };

    /// Pixels before the centre.
    ///
    /// @param margin pixels before and after it together, at least 0
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

  /// The short side, in pixels, below which a decoder must not shrink a picture for this model: 1.6
  /// times the model's input. Together with the decoder's check for aliasing, reduced decoding then
  /// keeps a cosine of at least 0.995 with full decoding (measured; see
  /// `docs/explanation/performance/indexing.md`). At 1.5 times, single photos with grain fell to
  /// 0.994; at the input's own size detail is lost for good.
  public int decodeShortSide() {
    int input =
        switch (resize) {
          case Resize.ShortestEdgeThenCrop(int edge, _) -> edge;
          case Resize.Squash() -> Math.max(width, height);
        };
    return Math.ceilDiv(8 * input, 5);
  }

  /// Every number in one line, for the fingerprint.
  public String canonical() {
    return String.format(
        Locale.ROOT, "%dx%d %s %s %s %s %s", width, height, resize, filter, scale, mean, deviation);
  }
}
