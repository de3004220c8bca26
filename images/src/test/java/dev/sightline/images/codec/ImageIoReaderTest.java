package dev.sightline.images.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sightline.images.ImageDecoder;
import dev.sightline.images.TestImages;
import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The kinds of TIFF and BMP, as the JDK writes them, sample by sample.
class ImageIoReaderTest {
  private static final int WIDTH = 37; // no multiple of 8: rows of few bits are padded
  private static final int HEIGHT = 11;

  private final ImageDecoder decoder = ImageDecoder.create(DecodeLimits.DEFAULT);

  @ParameterizedTest
  @CsvSource({
    "tif, Deflate",
    "tif, LZW",
    "tif, PackBits",
    "bmp, BI_RGB",
    "bmp, BI_BITFIELDS",
  })
  void colours_are_kept(String format, String compression) throws Exception {
    int kind =
        compression.equals("BI_BITFIELDS")
            ? BufferedImage.TYPE_INT_RGB
            : BufferedImage.TYPE_3BYTE_BGR;
    var image = random(kind);

    var pixels = decode(write(image, format, compression));

    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        assertThat(TestImages.colour(pixels, x, y)).isEqualTo(image.getRGB(x, y) & 0xFFFFFF);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"tif, LZW", "bmp, BI_RGB", "bmp, BI_RLE8"})
  void palettes_are_looked_up(String format, String compression) throws Exception {
    var image = random(BufferedImage.TYPE_BYTE_INDEXED);

    var pixels = decode(write(image, format, compression));

    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        assertThat(TestImages.colour(pixels, x, y)).isEqualTo(image.getRGB(x, y) & 0xFFFFFF);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"tif, LZW", "tif, CCITT T.6", "bmp, BI_RGB"})
  void two_levels_are_black_and_white(String format, String compression) throws Exception {
    var image = random(BufferedImage.TYPE_BYTE_BINARY);

    var pixels = decode(write(image, format, compression));

    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int level = image.getRaster().getSample(x, y, 0) * 255;
        assertThat(TestImages.colour(pixels, x, y)).isEqualTo(level * 0x010101);
      }
    }
  }

  /// The sample itself; through `getRGB` it would be up to 65 levels lighter.
  @ParameterizedTest
  @CsvSource({"tif, LZW", "bmp, BI_RGB"})
  void grey_is_the_stored_grey(String format, String compression) throws Exception {
    var image = random(BufferedImage.TYPE_BYTE_GRAY);

    var pixels = decode(write(image, format, compression));

    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int level = image.getRaster().getSample(x, y, 0);
        assertThat(TestImages.colour(pixels, x, y)).isEqualTo(level * 0x010101);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"tif, LZW", "tif, Deflate"})
  void sixteen_bits_keep_the_high_byte(String format, String compression) throws Exception {
    var image = random(BufferedImage.TYPE_USHORT_GRAY);

    var pixels = decode(write(image, format, compression));

    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int level = image.getRaster().getSample(x, y, 0) >> 8;
        assertThat(TestImages.colour(pixels, x, y)).isEqualTo(level * 0x010101);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"tif, LZW"})
  void colours_under_full_transparency_stay(String format, String compression) throws Exception {
    var image = random(BufferedImage.TYPE_4BYTE_ABGR);
    image.getRaster().setSample(3, 4, 3, 0);

    var pixels = decode(write(image, format, compression));

    assertThat(TestImages.colour(pixels, 3, 4)).isEqualTo(image.getRGB(3, 4) & 0xFFFFFF);
  }

  private static BufferedImage random(int kind) {
    var image = new BufferedImage(WIDTH, HEIGHT, kind);
    var raster = image.getRaster();
    var random = new Random(kind);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        for (int band = 0; band < raster.getNumBands(); band++) {
          raster.setSample(x, y, band, random.nextInt(levels(image)));
        }
      }
    }
    return image;
  }

  private static int levels(BufferedImage image) {
    return switch (image.getType()) {
      case BufferedImage.TYPE_BYTE_BINARY -> 2;
      case BufferedImage.TYPE_BYTE_INDEXED -> 216; // Java's palette; the rest repeats
      case BufferedImage.TYPE_USHORT_GRAY -> 1 << 16;
      default -> 1 << 8;
    };
  }

  private static byte[] write(BufferedImage image, String format, String compression)
      throws Exception {
    var writer = ImageIO.getImageWritersByFormatName(format).next();
    var file = new ByteArrayOutputStream();
    try (var output = ImageIO.createImageOutputStream(file)) {
      writer.setOutput(output);
      var settings = writer.getDefaultWriteParam();
      settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      settings.setCompressionType(compression);
      writer.write(null, new IIOImage(image, null, null), settings);
    } finally {
      writer.dispose();
    }
    return file.toByteArray();
  }

  private Pixels decode(byte[] file) throws UnreadableImageException {
    return decoder.decode(ImageSource.ofBytes("file", file), Integer.MAX_VALUE).pixels();
  }

  /// The tag that tells the compression, 259, is changed in a sound file.
  @ParameterizedTest
  @CsvSource({"50000, Zstandard", "34925, LZMA", "50001, WebP", "34887, LERC"})
  void a_compression_that_is_not_undone_is_named(int compression, String name) throws Exception {
    byte[] file = TestImages.encode(TestImages.random(5, 4, 1), "tif");
    int at = 0;
    while (file[at] != 0x01 || file[at + 1] != 0x03 || file[at + 2] != 0 || file[at + 3] != 3) {
      at++;
    }
    java.nio.ByteBuffer.wrap(file).putShort(at + 8, (short) compression);

    var refusal =
        catchThrowableOfType(
            UnreadableImageException.class,
            () ->
                ImageDecoder.create(DecodeLimits.DEFAULT)
                    .decode(ImageSource.ofBytes("tiff", file), 448));

    assertThat(refusal.reason()).isEqualTo(UnreadableImageException.Reason.UNSUPPORTED);
    assertThat(refusal)
        .hasMessage(
            "The TIFF is compressed with %s, which is not supported: save it with LZW or Deflate."
                .formatted(name));
  }
}
