package dev.sightline.images;

import dev.sightline.images.codec.OpenCvLibrary;
import dev.sightline.images.format.StoredImage;
import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.source.UnreadableImageException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// When a program that decodes few pictures spares itself the loading of OpenCV: for the first few,
/// if it is not loaded already, where the JDK's decoder gives the same pixels and the picture is
/// not so large that reduced decoding wins.
final class JdkDecodePolicy {
  /// The JDK needs about 0.1 s for a megapixel in cold code, OpenCV 1 s to load.
  private static final int FEW = 8;

  /// Above this the JDK takes about as long as OpenCV with its loading.
  private static final long MOST_PIXELS = 16_000_000;

  private final AtomicInteger decoded = new AtomicInteger();

  /// The picture, as [StoredImage#decode] gives it at full size; empty where OpenCV is the better
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
