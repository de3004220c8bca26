package dev.sightline.images.source;

import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.source.UnreadableImageException.Reason;

/// Limits that a decoder checks before it allocates memory for pixels.
///
/// @param maxPixels pixels in memory at once, at least 1. They are those of the image as it is
///     decoded: a large JPEG that is decoded at an eighth of its sides takes a 64th of its size
/// @param maxBytes size of the file, at least 1
public record DecodeLimits(long maxPixels, long maxBytes) {
  /// 200 megapixels, which take about 1.2 GB while they are copied from the native decoder to Java,
  /// and files of 1 GiB.
  public static final DecodeLimits DEFAULT = new DecodeLimits(200_000_000, 1L << 30);

  /// The longest side and the largest area that OpenCV decodes, at full size
  /// (`CV_IO_MAX_IMAGE_WIDTH` and `_PIXELS`).
  private static final int LONGEST_SIDE = 1 << 20;

  private static final long LARGEST_AREA = 1L << 30;
  private static final String WAY_OUT = " The option --max-megapixels raises the limit.";

  public DecodeLimits {
    if (maxPixels < 1 || maxBytes < 1) {
      throw new IllegalArgumentException(
          "need maxPixels >= 1 and maxBytes >= 1, got %,d and %,d".formatted(maxPixels, maxBytes));
    }
  }

  /// These limits with another number of pixels.
  public DecodeLimits withMaxPixels(long pixels) {
    return new DecodeLimits(pixels, maxBytes);
  }

  /// Checks an image that is decoded at full size.
  public void checkPixels(int width, int height) throws UnreadableImageException {
    checkPixels(width, height, (long) width * height);
  }

  /// Checks an image.
  ///
  /// @param width its columns at full size
  /// @param height its rows at full size
  /// @param inMemory pixels that decoding it holds in memory
  public void checkPixels(int width, int height, long inMemory) throws UnreadableImageException {
    if (width > LONGEST_SIDE || height > LONGEST_SIDE) {
      throw new UnreadableImageException(
          Reason.TOO_LARGE,
          "The image is %,d x %,d; a side of at most %,d pixels is supported."
              .formatted(width, height, LONGEST_SIDE));
    }
    long most =
        Math.min(maxPixels, Integer.MAX_VALUE / Pixels.CHANNELS); // the pixels are in one array
    if (inMemory > most || (long) width * height > LARGEST_AREA) {
      throw new UnreadableImageException(Reason.TOO_LARGE, tooLarge(width, height, inMemory, most));
    }
  }

  private static String tooLarge(int width, int height, long inMemory, long most) {
    long pixels = (long) width * height;
    if (inMemory == pixels) {
      return ("The image is %,d x %,d (%,d pixels), more than the limit of %,d." + WAY_OUT)
          .formatted(width, height, pixels, most);
    }
    return inMemory > most
        ? ("The image is %,d x %,d and takes %,d pixels of memory, more than the limit of %,d."
                + WAY_OUT)
            .formatted(width, height, inMemory, most)
        : "The image is %,d x %,d (%,d pixels), more than the %,d that can be decoded."
            .formatted(width, height, pixels, LARGEST_AREA);
  }
}
