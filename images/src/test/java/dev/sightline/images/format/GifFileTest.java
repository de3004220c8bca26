package dev.sightline.images.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sightline.images.DecodedImage;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.TestImages;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.images.source.UnreadableImageException.Reason;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GifFileTest {
  /// Colours 0 to 3: black, red, green, blue.
  private static final String PALETTE = "000000 FF0000 00FF00 0000FF";

  /// 2 x 2 pixels 1 2 / 3 0 as LZW codes: clear, 1, 2, 3 of three bits; 0, end of four.
  private static final String FOUR_PIXELS = "02 03 8C 06 05 00";

  private final ImageDecoder decoder = ImageDecoder.create(DecodeLimits.DEFAULT);

  @ParameterizedTest(name = "{0} x {1}, interlaced {2}")
  @CsvSource({
    "1, 1, false",
    "300, 200, false",
    "300, 200, true",
    "7, 1, true",
    "3, 2, true",
    "5, 9, true",
  })
  void what_ImageIO_writes_is_read_back(int width, int height, boolean interlaced)
      throws Exception {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED);
    var random = new Random(width);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int index =
            random.nextInt(3) == 0 ? random.nextInt(216) : x / 4; // runs, and breaks in them
        image.getRaster().setSample(x, y, 0, index);
      }
    }

    var pixels = decode(write(image, interlaced)).pixels();

    assertThat(pixels.width()).isEqualTo(width);
    assertThat(pixels.height()).isEqualTo(height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        assertThat(TestImages.colour(pixels, x, y)).isEqualTo(image.getRGB(x, y) & 0xFFFFFF);
      }
    }
  }

  @Test
  void a_frame_smaller_than_the_canvas_lies_on_the_first_colour() throws Exception {
    var pixels = decode(gif("0400 0300", "0100 0100 0200 0200", FOUR_PIXELS)).pixels();

    assertThat(pixels.width()).isEqualTo(4);
    assertThat(pixels.height()).isEqualTo(3);
    assertThat(TestImages.colour(pixels, 0, 0)).isEqualTo(0x000000);
    assertThat(TestImages.colour(pixels, 1, 1)).isEqualTo(0xFF0000);
    assertThat(TestImages.colour(pixels, 2, 1)).isEqualTo(0x00FF00);
    assertThat(TestImages.colour(pixels, 1, 2)).isEqualTo(0x0000FF);
    assertThat(TestImages.colour(pixels, 2, 2)).isEqualTo(0x000000);
  }

  @Test
  void a_frame_beyond_the_canvas_widens_it() throws Exception {
    var facts = decode(gif("0100 0100", "0300 0000 0200 0200", FOUR_PIXELS)).facts();

    assertThat(facts.width()).isEqualTo(5);
    assertThat(facts.height()).isEqualTo(2);
  }

  @Test
  void a_huge_frame_on_a_small_canvas_is_too_large() {
    assertThat(refusal(gif("0100 0100", "0000 0000 FFFF FFFF", FOUR_PIXELS)).reason())
        .isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void image_data_that_end_early_are_corrupt() {
    var refusal = refusal(gif("0200 0300", "0000 0000 0200 0300", FOUR_PIXELS));

    assertThat(refusal.reason()).isEqualTo(Reason.CORRUPT);
    assertThat(refusal).hasMessage("The GIF's image data give 4 of 6 pixels.");
  }

  @Test
  void a_code_from_nowhere_is_corrupt() {
    // clear, 1, then 7, which the table does not have yet
    assertThatThrownBy(() -> decode(gif("0200 0200", "0000 0000 0200 0200", "02 02 CC 01 00")))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessage("The GIF's image data hold the code 7, expected at most 6.");
  }

  /// A GIF of one frame; sizes and places are little-endian hexadecimal.
  private static byte[] gif(String canvas, String frame, String data) {
    return HexFormat.of()
        .parseHex(
            ("474946383961" + canvas + "81 00 00" + PALETTE + "2C" + frame + "00" + data + "3B")
                .replace(" ", ""));
  }

  private static byte[] write(BufferedImage image, boolean interlaced) throws Exception {
    var writer = ImageIO.getImageWritersByFormatName("gif").next();
    var file = new ByteArrayOutputStream();
    try (var output = ImageIO.createImageOutputStream(file)) {
      writer.setOutput(output);
      var settings = writer.getDefaultWriteParam();
      settings.setProgressiveMode(
          interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
      writer.write(null, new IIOImage(image, null, null), settings);
    } finally {
      writer.dispose();
    }
    return file.toByteArray();
  }

  private DecodedImage decode(byte[] file) throws UnreadableImageException {
    return decoder.decode(ImageSource.ofBytes("gif", file), 448);
  }

  private UnreadableImageException refusal(byte[] file) {
    return catchThrowableOfType(UnreadableImageException.class, () -> decode(file));
  }
}
