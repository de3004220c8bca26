package dev.sightline.images.codec;

import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.pixels.RgbaPixels;
import dev.sightline.images.source.UnreadableImageException;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// Decodes formats without a native decoder by an ImageIO plugin, and takes the samples as they are
/// stored.
///
/// `BufferedImage.getRGB` is not used: it converts grey and CMYK through linear light (differences
/// of up to 65 levels) and applies colour profiles, which the training data of the models did not
/// have.
public final class ImageIoReader {
  private ImageIoReader() {}

  /// Decodes the first image of a complete file.
  public static Pixels read(ImageReaderSpi plugin, byte[] file, String format)
      throws UnreadableImageException {
    return guarded(format, () -> rgb(image(plugin, file, format), format));
  }

  /// Decodes the first image with its alpha channel; empty where it has none.
  public static Optional<RgbaPixels> readWithAlpha(
      ImageReaderSpi plugin, byte[] file, String format) throws UnreadableImageException {
    return guarded(format, () -> rgba(image(plugin, file, format), format));
  }

  private interface Reading<T> {
    T read() throws IOException, UnreadableImageException;
  }

  private static <T> T guarded(String format, Reading<T> reading) throws UnreadableImageException {
    try {
      return reading.read();
    } catch (EOFException e) {
      throw new UnreadableImageException(
          UnreadableImageException.Reason.TRUNCATED,
          "The %s ends within its image data.".formatted(format),
          e);
    } catch (IOException | RuntimeException e) { // plugins throw anything on bad input
      throw new UnreadableImageException(
          UnreadableImageException.Reason.CORRUPT,
          "The %s cannot be decoded: its image data is damaged.".formatted(format),
          e);
    }
  }

  private static Optional<RgbaPixels> rgba(BufferedImage image, String format)
      throws UnreadableImageException {
    var raster = image.getAlphaRaster();
    if (raster == null) {
      return Optional.empty();
    }
    Pixels colours = rgb(image, format);
    int bits = image.getColorModel().getComponentSize(image.getColorModel().getNumComponents() - 1);
    byte[] rgba = new byte[colours.width() * colours.height() * RgbaPixels.CHANNELS];
    int[] row = new int[colours.width()];
    int out = 0;
    for (int y = 0; y < colours.height(); y++) {
      raster.getPixels(0, y, colours.width(), 1, row);
      toEightBits(row, new int[] {bits}, 1);
      for (int alpha : row) {
        int in = out / RgbaPixels.CHANNELS * Pixels.CHANNELS;
        System.arraycopy(colours.rgb(), in, rgba, out, Pixels.CHANNELS);
        rgba[out + Pixels.CHANNELS] = (byte) alpha;
        out += RgbaPixels.CHANNELS;
      }
    }
    return Optional.of(new RgbaPixels(colours.width(), colours.height(), rgba));
  }

  private static BufferedImage image(ImageReaderSpi plugin, byte[] file, String format)
      throws IOException, UnreadableImageException {
    try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      var reader = plugin.createReaderInstance(null);
      try {
        return image(reader, input, format);
      } finally {
        reader.dispose();
      }
    }
  }

  private static BufferedImage image(
      ImageReader reader, MemoryCacheImageInputStream input, String format)
      throws IOException, UnreadableImageException {
    reader.setInput(input, true, true);
    var faults = new ArrayList<String>();
    reader.addIIOReadWarningListener(
        (_, warning) -> {
          if (NativeWarnings.isFault(warning)) {
            faults.add(warning);
          }
        });
    var image = reader.read(0);
    if (!faults.isEmpty()) { // the rest of the image would be grey
      throw UnreadableImageException.corrupt(
          "The %s cannot be decoded: %s.".formatted(format, faults.getFirst()));
    }
    return image;
  }

  private static Pixels rgb(BufferedImage image, String format) throws UnreadableImageException {
    var colours = image.getColorModel();
    var raster = image.getRaster();
    int bands = raster.getNumBands();
    int type = raster.getTransferType();
    if (type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE) {
      throw UnreadableImageException.unsupported(
          "The %s has floating-point samples, which are not supported.".formatted(format));
    }
    int width = image.getWidth();
    int height = image.getHeight();
    byte[] rgb = new byte[width * height * Pixels.CHANNELS];
    if (isPlainRgb(image)) {
      raster.getDataElements(
          0, 0, width, height, rgb); // in the order of bands, whatever the layout
      return new Pixels(width, height, rgb);
    }
    var toRgb = converter(image, bands);
    int[] row = new int[width * bands];
    for (int y = 0; y < height; y++) {
      raster.getPixels(0, y, width, 1, row);
      if (!(colours instanceof IndexColorModel)) {
        toEightBits(row, colours.getComponentSize(), bands);
      }
      for (int x = 0; x < width; x++) {
        toRgb.convert(row, x * bands, rgb, (y * width + x) * Pixels.CHANNELS);
      }
    }
    return new Pixels(width, height, rgb);
  }

  private static boolean isPlainRgb(BufferedImage image) {
    var colours = image.getColorModel();
    var raster = image.getRaster();
    return !(colours instanceof IndexColorModel)
        && raster.getTransferType() == DataBuffer.TYPE_BYTE
        && raster.getNumDataElements() == Pixels.CHANNELS
        && raster.getNumBands() == Pixels.CHANNELS
        && Arrays.equals(colours.getComponentSize(), new int[] {8, 8, 8});
  }

  private interface Converter {
    void convert(int[] samples, int in, byte[] rgb, int out);
  }

  private static Converter converter(BufferedImage image, int bands) {
    if (image.getColorModel() instanceof IndexColorModel palette) {
      return (samples, in, rgb, out) -> {
        int colour = palette.getRGB(samples[in]);
        rgb[out] = (byte) (colour >> 16);
        rgb[out + 1] = (byte) (colour >> 8);
        rgb[out + 2] = (byte) colour;
      };
    }
    if (image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_CMYK) {
      return (samples, in, rgb, out) -> {
        for (int ink = 0; ink < Pixels.CHANNELS; ink++) {
          rgb[out + ink] = (byte) ((255 - samples[in + ink]) * (255 - samples[in + 3]) / 255);
        }
      };
    }
    int green = bands < Pixels.CHANNELS ? 0 : 1; // one or two bands are grey, perhaps with alpha
    int blue = bands < Pixels.CHANNELS ? 0 : 2;
    return (samples, in, rgb, out) -> {
      rgb[out] = (byte) samples[in];
      rgb[out + 1] = (byte) samples[in + green];
      rgb[out + 2] = (byte) samples[in + blue];
    };
  }

  /// Of more than 8 bits the high byte is kept; fewer bits are scaled to 0 to 255.
  private static void toEightBits(int[] samples, int[] bits, int bands) {
    for (int band = 0; band < bands; band++) {
      int size = bits[band];
      if (size == Byte.SIZE) {
        continue;
      }
      for (int i = band; i < samples.length; i += bands) {
        samples[i] =
            size > Byte.SIZE
                ? samples[i] >>> (size - Byte.SIZE)
                : samples[i] * 255 / ((1 << size) - 1);
      }
    }
  }
}
