package dev.sightline.images.pixels;

/// The extent of an image along one direction of its pixels.
///
/// A decoder that shrinks a JPEG shrinks whole blocks, so the last pixel may be an average of the
/// image's edge and of what the encoder filled the block up with: 2013 columns at 1/8 are 252
/// pixels, of which the image is 251.6. Resizing it as 252 would move everything by up to half a
/// pixel, which changes embeddings (a cosine of 0.93 was measured).
///
/// @param first start of the image, in pixels from the outer edge of the first pixel, at least 0
/// @param length number of pixels that it covers, including a fraction at the edge
/// @param denominator number of full-size pixels that each pixel is the mean of; 1 when it was
///     decoded at full size
record Dimensions(double first, double length, int denominator) {
  /// An image at full size.
  static Dimensions full(int pixels) {
    return new Dimensions(0, pixels, 1);
  }

  /// An image that was shrunk from its first pixel on.
  static Dimensions reduced(int fullPixels, int denominator) {
    return new Dimensions(0, (double) fullPixels / denominator, denominator);
  }

  /// The image's own size along this direction.
  int fullPixels() {
    return (int) Math.round(length * denominator);
  }

  /// The same image with its pixels in reverse order.
  ///
  /// @param pixels how many there are
  Dimensions mirrored(int pixels) {
    return new Dimensions(pixels - first - length, length, denominator);
  }
}
