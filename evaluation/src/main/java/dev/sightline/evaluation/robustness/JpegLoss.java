package dev.sightline.evaluation.robustness;

import dev.sightline.images.ImageDecoder;
import dev.sightline.images.Thumbnails;
import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;

/// What is left of a picture that was kept as a JPEG.
final class JpegLoss {
  private JpegLoss() {}

  /// @param quality 1 to 100 on the IJG scale
  static Pixels at(Pixels picture, int quality) {
    byte[] jpeg = Thumbnails.jpegOfQuality(picture, quality);
    try {
      return ImageDecoder.create(DecodeLimits.DEFAULT)
          .decode(ImageSource.ofBytes("a corrupted picture", jpeg), Integer.MAX_VALUE)
          .pixels();
    } catch (UnreadableImageException e) {
      throw new IllegalStateException("a JPEG of our own cannot be read", e);
    }
  }
}
