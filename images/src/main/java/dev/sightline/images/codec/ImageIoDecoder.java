package dev.sightline.images.codec;

import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.source.UnreadableImageException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;

/// The JDK's own decoders of JPEG and PNG, for a program that decodes a picture or few and ends:
/// loading OpenCV takes longer than decoding with these. The pixels are the same, sample by sample;
/// `SingleImagesTest` compares all goldens.
public final class ImageIoDecoder {
  private static final String JDK = "com.sun.imageio.";
  private static final ConcurrentMap<String, ImageReaderSpi> PLUGINS = new ConcurrentHashMap<>();

  private ImageIoDecoder() {}

  /// @param file of a format that the JDK reads, whose structure was found whole, and without a
  ///     colour profile, which the JDK would apply
  public static Pixels decode(byte[] file, String format) throws UnreadableImageException {
    return ImageIoReader.read(PLUGINS.computeIfAbsent(format, ImageIoDecoder::find), file, format);
  }

  private static ImageReaderSpi find(String format) {
    var thread = Thread.currentThread();
    ClassLoader application = thread.getContextClassLoader();
    // The JDK's own plugins are wanted. Searching every jar of ours for others would take a tenth
    // of a second, and those of TwelveMonkeys are used without being searched for.
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
