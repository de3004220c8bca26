package dev.sightline.images;

/// Small JPEGs of pictures, for pages that show many.
public final class Thumbnails {
  /// On the IJG scale: no visible blocks, about 30 kB at 512 pixels.
  private static final int QUALITY = 82;

  private Thumbnails() {}

  /// Shrinks a picture to fit a square, keeping its shape, and encodes it. The same pixels always
  /// give the same bytes.
  ///
  /// @param pixels read, not kept
  /// @param longSide the longer side's length at most, in pixels, at least 1; a smaller picture is
  ///     never enlarged
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

  private static int fit(int side, int longSide, int longest) {
    return (int) Math.max(1, Math.round((double) side * longSide / longest));
  }
}
