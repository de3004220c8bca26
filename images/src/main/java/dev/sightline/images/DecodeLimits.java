package dev.sightline.images;

import dev.sightline.images.UnreadableImageException.Reason;

/// What a decoder refuses before it takes memory for pixels.
///
/// @param maxPixels width times height, at least 1
/// @param maxBytes size of the file, at least 1
public record DecodeLimits(long maxPixels, long maxBytes) {
  /// 200 megapixels, as the largest phone sensors give, and 1 GiB.
  public static final DecodeLimits DEFAULT = new DecodeLimits(200_000_000, 1L << 30);

  public DecodeLimits {
    if (maxPixels < 1 || maxBytes < 1) {
      throw new IllegalArgumentException(
          "need maxPixels >= 1 and maxBytes >= 1, got %,d and %,d".formatted(maxPixels, maxBytes));
    }
  }

  void checkPixels(int width, int height) throws UnreadableImageException {
    long pixels = (long) width * height;
    long most = Math.min(maxPixels, Integer.MAX_VALUE / Pixels.CHANNELS); // one array holds them
    if (pixels > most) {
      throw new UnreadableImageException(
          Reason.TOO_LARGE,
          "The picture is %,d x %,d (%,d pixels), more than the limit of %,d."
              .formatted(width, height, pixels, most));
    }
  }
}
