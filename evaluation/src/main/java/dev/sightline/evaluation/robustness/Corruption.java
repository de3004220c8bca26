package dev.sightline.evaluation.robustness;

import dev.sightline.evaluation.labelled.PixelChange;
import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.pixels.Resampler;
import java.util.Locale;

/// One way of making pictures worse, at one severity, after Hendrycks and Dietterich 2019
/// ("ImageNet-C"), whose strengths are for inputs of 224 pixels. Pictures are first brought to the
/// size of the
/// model's input, and lengths are scaled with it, so that a severity is as bad for each model and
/// photo.
///
/// @param kind what is done
/// @param severity 1 to 5
public record Corruption(Kind kind, int severity) implements PixelChange {
  /// How many severities there are.
  public static final int SEVERITIES = 5;

  private static final double REFERENCE_SIDE = 224;

  /// What can be done to a picture.
  public enum Kind {
    /// Gaussian noise; the strengths are its standard deviation, of a range of 1.
    NOISE,
    /// Gaussian blur; standard deviation in pixels at 224.
    BLUR,
    /// JPEG; the quality.
    JPEG,
    /// Less contrast; what is left of it.
    CONTRAST,
    /// Fewer pixels; what is left of a side.
    RESOLUTION,
    /// Turned about the middle, the border's pixels going on outside; degrees.
    ROTATION;

    /// Its name in reports.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Checks the severity.
  public Corruption {
    if (severity < 1 || severity > SEVERITIES) {
      throw new IllegalArgumentException("need a severity of 1 to 5, got " + severity);
    }
  }

  @Override
  public String name() {
    return "%s %d, version 1".formatted(kind.label(), severity);
  }

  /// How strong it is, in the kind's own unit.
  double strength() {
    double[] strengths =
        switch (kind) {
          case NOISE -> new double[] {0.08, 0.12, 0.18, 0.26, 0.38};
          case BLUR -> new double[] {1, 2, 3, 4, 6};
          case JPEG -> new double[] {25, 18, 15, 10, 7};
          case CONTRAST -> new double[] {0.4, 0.3, 0.2, 0.1, 0.05};
          case RESOLUTION -> new double[] {0.6, 0.5, 0.4, 0.3, 0.25};
          case ROTATION -> new double[] {5, 10, 20, 30, 45};
        };
    return strengths[severity - 1];
  }

  @Override
  public Pixels apply(Pixels picture, int inputSide, long seed) {
    Pixels small = atInputSize(picture, inputSide);
    double scale = inputSide / REFERENCE_SIDE;
    return switch (kind) {
      case NOISE -> PointChanges.noisy(small, strength(), seed + severity);
      case BLUR -> Blur.gaussian(small, strength() * scale);
      case JPEG -> JpegLoss.at(small, (int) strength());
      case CONTRAST -> PointChanges.faded(small, strength());
      case RESOLUTION -> coarse(small, strength());
      case ROTATION -> Rotation.by(small, strength());
    };
  }

  private static Pixels atInputSize(Pixels picture, int side) {
    double factor = (double) side / Math.min(picture.fullWidth(), picture.fullHeight());
    int width = Math.max(side, (int) Math.round(picture.fullWidth() * factor));
    int height = Math.max(side, (int) Math.round(picture.fullHeight() * factor));
    return Resampler.resize(picture, width, height, Resampler.Filter.BICUBIC);
  }

  private static Pixels coarse(Pixels picture, double left) {
    int width = Math.max(1, (int) Math.round(left * picture.width()));
    int height = Math.max(1, (int) Math.round(left * picture.height()));
    Pixels few = Resampler.resize(picture, width, height, Resampler.Filter.BILINEAR);
    return Resampler.resize(few, picture.width(), picture.height(), Resampler.Filter.BILINEAR);
  }
}
