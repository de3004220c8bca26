package dev.sightline.evaluation.corruption;

import dev.sightline.evaluation.labelled.PixelChange;
import dev.sightline.images.Pixels;
import dev.sightline.images.Resampler;
import java.util.List;

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
    NOISE(0.08, 0.12, 0.18, 0.26, 0.38),
    /// Gaussian blur; standard deviation in pixels at 224.
    BLUR(1, 2, 3, 4, 6),
    /// JPEG; the quality.
    JPEG(25, 18, 15, 10, 7),
    /// Less contrast; what is left of it.
    CONTRAST(0.4, 0.3, 0.2, 0.1, 0.05),
    /// Fewer pixels; what is left of a side.
    RESOLUTION(0.6, 0.5, 0.4, 0.3, 0.25),
    /// Turned about the middle, the border's pixels going on outside; degrees.
    ROTATION(5, 10, 20, 30, 45);

    @SuppressWarnings("ImmutableEnumChecker") // what toList() gives cannot be changed
    private final List<Double> strengths;

    Kind(double... strengths) {
      this.strengths = java.util.Arrays.stream(strengths).boxed().toList();
    }

    /// Its name in reports.
    public String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
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
    return kind.strengths.get(severity - 1);
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
