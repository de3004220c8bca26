package dev.sightline.cli.common;

import dev.sightline.images.source.DecodeLimits;
import picocli.CommandLine.Option;

/// The option of commands that decode many images: the largest image that is decoded.
public final class ImageLimitOption {
  private static final long MEGA = 1_000_000;

  /// Largest value: a decoded image is one array with three bytes a pixel.
  private static final long MOST = Integer.MAX_VALUE / 3 / MEGA;

  @Option(
      names = "--max-megapixels",
      paramLabel = "N",
      defaultValue = "200",
      description =
          "Refuse an image that takes more than this in memory while it is decoded, about 6 MB a"
              + " megapixel; large JPEGs are decoded at a fraction of their size. Default:"
              + " ${DEFAULT-VALUE}.")
  private long megapixels = 200;

  /// The limits for decoding.
  ///
  /// @throws UsageException if the number is not from 1 to 715
  public DecodeLimits limits() {
    if (megapixels < 1 || megapixels > MOST) {
      throw new UsageException(
          "--max-megapixels takes 1 to %d, read %d.".formatted(MOST, megapixels));
    }
    return DecodeLimits.DEFAULT.withMaxPixels(megapixels * MEGA);
  }
}
