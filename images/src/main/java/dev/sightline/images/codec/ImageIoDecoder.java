package dev.sightline.images.codec;

import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.source.UnreadableImageException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;

/// The decoders of the JDK for JPEG and PNG, for programs that decode few images and end: loading
/// OpenCV takes longer than decoding with them. All samples are equal to those of OpenCV;
/// `SingleImagesTest` compares all golden images.
public final class ImageIoDecoder {
  private static final String JDK = "com.sun.imageio.";
  private static final ConcurrentMap<String, ImageReaderSpi> PLUGINS = new ConcurrentHashMap<>();

  private ImageIoDecoder() {}

  /// @param file a complete file of a format that the JDK reads, without a colour profile, which
  ///     the JDK would apply
  public static Pixels decode(byte[] file, String format) throws UnreadableImageException {
    return ImageIoReader.read(PLUGINS.computeIfAbsent(format, ImageIoDecoder::find), file, format);
  }

  private static ImageReaderSpi find(String format) {
    var thread = Thread.currentThread();
    ClassLoader application = thread.getContextClassLoader();
    // Only the plugins of the JDK are needed. Searching all jars for others would take a tenth of a
    // second; the plugins of TwelveMonkeys are created directly.
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      var readers = ImageIO.getImageReadersByFormatName(format);
      while (readers.hasNext()) {
        ImageReader reader = readers.next();
        ImageReaderSpi plugin = reader.getOriginatingProvider();
        reader.dispose();
        if (plugin != null && plugin.getClass().getName().startsWith(JDK)) {
          return plugin;
        }
      }
      throw new IllegalStateException("this Java has no reader of " + format);
    } finally {
      thread.setContextClassLoader(application);
    }
  }
}
