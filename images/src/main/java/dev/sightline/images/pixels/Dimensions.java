package dev.sightline.images.pixels;

/// Where a picture lies along one direction of its pixels.
///
/// A decoder that shrinks a JPEG shrinks whole blocks, so the last pixel may be an average of the
/// picture's edge and of what the encoder filled the block up with: 2013 columns at 1/8 are 252
/// pixels, of which the picture is 251.6. Whoever resizes as if it were 252 moves everything by up
/// to half a pixel; embeddings notice (cosine 0.93 was measured).
///
/// @param first where the picture begins, in pixels from the first pixel's outer edge, at least 0
/// @param length how many pixels it covers, a fraction of one at the edge included
/// @param denominator how many of the picture's own pixels each pixel is the mean of; 1 when it was
///     decoded at full size
record Dimensions(double first, double length, int denominator) {
  /// A picture at full size.
  static Dimensions full(int pixels) {
    return new Dimensions(0, pixels, 1);
  }

  /// A picture that was shrunk from its first pixel on.
  static Dimensions reduced(int fullPixels, int denominator) {
    return new Dimensions(0, (double) fullPixels / denominator, denominator);
  }

  /// The picture's own size along this direction.
  int fullPixels() {
    return (int) Math.round(length * denominator);
  }

  /// The same picture with its pixels in reverse order.
  ///
  /// @param pixels how many there are
  Dimensions mirrored(int pixels) {
    return new Dimensions(pixels - first - length, length, denominator);
  }
}
