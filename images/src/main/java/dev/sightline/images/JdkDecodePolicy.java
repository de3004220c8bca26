package dev.sightline.images;

import dev.sightline.images.codec.OpenCvLibrary;
import dev.sightline.images.format.StoredImage;
import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.source.UnreadableImageException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Decides when an image is decoded by the JDK instead of OpenCV. A program that decodes few images
/// thereby avoids loading OpenCV. The JDK decodes the first few images if OpenCV is not loaded yet,
/// if both give the same pixels, and if the image is too small for reduced decoding to be faster.
final class JdkDecodePolicy {
  /// Before its code is compiled, the JDK needs about 0.1 s per megapixel; OpenCV needs 1 s to
  /// load.
  private static final int FEW = 8;

  /// Above this size the JDK takes about as long as loading and using OpenCV.
  private static final long MOST_PIXELS = 16_000_000;

  private final AtomicInteger decoded = new AtomicInteger();

  /// The image, as [StoredImage#decode] gives it at full size; empty where OpenCV is the better
  /// choice.
  Optional<Pixels> decode(StoredImage image) throws UnreadableImageException {
    if (OpenCvLibrary.isLoaded()
        || (long) image.width() * image.height() > MOST_PIXELS
        || decoded.incrementAndGet() > FEW) {
      return Optional.empty();
    }
    return image.decodeInJava();
  }
}
