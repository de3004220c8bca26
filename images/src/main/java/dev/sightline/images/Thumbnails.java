package dev.sightline.images;

import dev.sightline.images.codec.OpenCv;
import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.pixels.Resampler;

/// Small JPEGs of images, for pages that show many.
public final class Thumbnails {
  /// On the IJG scale: no visible blocks, about 30 kB at 512 pixels.
  private static final int QUALITY = 82;

  /// Longer side, in pixels, of the thumbnails that libraries store.
  public static final int LONG_SIDE = 480;

  private Thumbnails() {}

  /// The short side to decode an image at for a thumbnail of [#LONG_SIDE]: twice the thumbnail's,
  /// so that shrinking keeps fine texture.
  ///
  /// @param width upright pixels of the image, or 0 when not known
  /// @param height upright pixels of the image, or 0 when not known
  public static int decodeShortSide(int width, int height) {
    if (width < 1 || height < 1) {
      return LONG_SIDE; // imported images may have no size
    }
    long side = 2L * LONG_SIDE * Math.min(width, height) / Math.max(width, height);
    return (int) Math.max(1, side);
  }

  /// Shrinks an image to fit a square, keeping its aspect ratio, and encodes it. The same pixels
  /// always give the same bytes.
  ///
  /// @param pixels read, not kept
  /// @param longSide maximum length of the longer side in pixels, at least 1; a smaller image is
  ///     not enlarged
  /// @return a baseline JPEG, sRGB, 4:2:0, upright and without metadata
  public static byte[] jpeg(Pixels pixels, int longSide) {
    if (longSide < 1) {
      throw new IllegalArgumentException("need longSide >= 1, got " + longSide);
    }
    int longest = Math.max(pixels.fullWidth(), pixels.fullHeight());
    if (longest <= longSide) {
      return OpenCv.encodeJpeg(pixels, QUALITY);
    }
    var small =
        Resampler.resize(
            pixels,
            fit(pixels.fullWidth(), longSide, longest),
            fit(pixels.fullHeight(), longSide, longest),
            Resampler.Filter.BICUBIC);
    return OpenCv.encodeJpeg(small, QUALITY);
  }

  /// Encodes an image at its own size with a given JPEG quality, for measuring the effect of
  /// compression.
  ///
  /// @param pixels read, not kept
  /// @param quality 1 to 100 on the IJG scale
  /// @return a baseline JPEG, sRGB, 4:2:0, upright and without metadata
  public static byte[] jpegOfQuality(Pixels pixels, int quality) {
    if (quality < 1 || quality > 100) {
      throw new IllegalArgumentException("need a quality of 1 to 100, got " + quality);
    }
    return OpenCv.encodeJpeg(pixels, quality);
  }

  private static int fit(int side, int longSide, int longest) {
    return (int) Math.max(1, Math.round((double) side * longSide / longest));
  }
}
