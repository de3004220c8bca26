package dev.sightline.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.images.pixels.ColourProfile;
import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Images as people are shown them, in thumbnails and where a browser cannot show the file.
class DisplayRenderingTest {
  private static final int SIDE = 60;

  private final ImageDecoder decoder = ImageDecoder.create(DecodeLimits.DEFAULT);

  /// A disc of one colour on a transparent ground, whose hidden colour is black.
  private static BufferedImage disc(Color colour) {
    var image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_ARGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(colour);
    pen.fillOval(15, 15, 30, 30);
    pen.dispose();
    return image;
  }

  private static byte[] encoded(BufferedImage image, String format) throws Exception {
    var file = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, file)).isTrue();
    return file.toByteArray();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"png", "gif", "tif"})
  void black_line_art_on_transparency_is_seen_over_white(String format) throws Exception {
    byte[] file = encoded(disc(Color.BLACK), format);

    var shown = display(file);

    assertThat(sample(shown, 2, 2)).containsExactly(255, 255, 255);
    assertThat(sample(shown, 30, 30)).containsExactly(0, 0, 0);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"png", "gif", "tif"})
  void white_line_art_on_transparency_is_seen_over_grey(String format) throws Exception {
    byte[] file = encoded(disc(Color.WHITE), format);

    var shown = display(file);

    assertThat(sample(shown, 2, 2)).containsExactly(128, 128, 128);
    assertThat(sample(shown, 30, 30)).containsExactly(255, 255, 255);
  }

  @Test
  void half_transparent_colours_are_mixed_with_the_ground() throws Exception {
    var shown = display(encoded(disc(new Color(200, 0, 0, 128)), "png"));

    assertThat(sample(shown, 30, 30)[0]).isCloseTo(227, within(2));
    assertThat(sample(shown, 30, 30)[1]).isCloseTo(127, within(2));
  }

  /// The goldens that were made with a hidden ground: what is transparent is plain now.
  @ParameterizedTest
  @CsvSource({"rgba.png", "gray-alpha.png", "palette-transparent.png", "alpha.webp"})
  void transparent_goldens_are_shown_without_what_they_hide(String name) throws Exception {
    var source = Goldens.named(name).source();
    var seenByModels = decoder.decode(source, Integer.MAX_VALUE).pixels();

    var shown = decoder.decodeForDisplay(source, Integer.MAX_VALUE).pixels();

    assertThat(shown.width()).isEqualTo(seenByModels.width());
    assertThat(shown.height()).isEqualTo(seenByModels.height());
    assertThat(TestImages.meanDifference(shown, seenByModels)).isGreaterThan(1);
  }

  @ParameterizedTest
  @CsvSource({"alpha.avif", "alpha.jxl"})
  void transparency_decoded_by_the_system_is_shown_as_that_of_the_png(String name)
      throws Exception {
    SystemFormat.of(name).assumeFound();
    var expected =
        decoder.decodeForDisplay(Goldens.named("rgba.png").source(), Integer.MAX_VALUE).pixels();

    var shown = display(SystemFormat.bytes(name));

    assertThat(TestImages.meanDifference(shown, expected)).isLessThan(1);
  }

  @ParameterizedTest
  @CsvSource({"photo-640x480.jpg", "rgb16.png", "lossy.webp", "bitmap.bmp", "exif-6.jpg"})
  void an_opaque_image_in_srgb_is_shown_as_the_models_see_it(String name) throws Exception {
    var source = Goldens.named(name).source();

    var shown = decoder.decodeForDisplay(source, Integer.MAX_VALUE).pixels();

    assertThat(shown.rgb()).isEqualTo(decoder.decode(source, Integer.MAX_VALUE).pixels().rgb());
  }

  /// The JDK applies profiles when it reads a JPEG.
  @Test
  void display_p3_is_converted_to_srgb() throws Exception {
    var golden = Goldens.named("display-p3.jpg");
    var expected = ImageIO.read(new java.io.ByteArrayInputStream(golden.bytes()));

    var shown = display(golden.bytes());

    int most = 0;
    for (int y = 0; y < shown.height(); y++) {
      for (int x = 0; x < shown.width(); x++) {
        var colour = new Color(expected.getRGB(x, y));
        int[] sample = sample(shown, x, y);
        most = Math.max(most, Math.abs(colour.getRed() - sample[0]));
        most = Math.max(most, Math.abs(colour.getGreen() - sample[1]));
      }
    }
    assertThat(most).isLessThanOrEqualTo(2);
    var stored = decoder.decode(golden.source(), Integer.MAX_VALUE).pixels();
    assertThat(TestImages.meanDifference(shown, stored)).isGreaterThan(1);
  }

  static Stream<ColourProfile.Named> named() {
    return Stream.of(ColourProfile.Named.values());
  }

  @ParameterizedTest
  @MethodSource("named")
  void greys_of_a_named_space_stay_and_its_colours_get_stronger(ColourProfile.Named space) {
    byte[] rgb = {(byte) 128, (byte) 128, (byte) 128, 60, (byte) 160, 60};

    var converted = space.toSrgb(new Pixels(2, 1, rgb)).rgb();

    // Adobe RGB's curve is a pure power, so that greys move by a level or two
    assertThat(converted[0] & 0xFF).isCloseTo(128, within(2));
    assertThat(converted[1] & 0xFF).isEqualTo(converted[0] & 0xFF);
    assertThat(converted[3] & 0xFF).isLessThan(50);
    assertThat(converted[4] & 0xFF).isGreaterThanOrEqualTo(160);
  }

  @Test
  void a_broken_profile_and_srgb_itself_change_nothing() {
    assertThat(ColourProfile.ofIcc("no profile".getBytes(StandardCharsets.US_ASCII))).isEmpty();
    byte[] srgb =
        java.awt.color.ICC_Profile.getInstance(java.awt.color.ColorSpace.CS_sRGB).getData();
    assertThat(ColourProfile.ofIcc(srgb)).isEmpty();
    byte[] grey =
        java.awt.color.ICC_Profile.getInstance(java.awt.color.ColorSpace.CS_GRAY).getData();
    assertThat(ColourProfile.ofIcc(grey)).isEmpty();
  }

  /// A white frame, another, and one with a disc.
  @Test
  void an_animation_that_begins_blank_shows_a_later_frame() throws Exception {
    var white = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = white.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, SIDE, SIDE);
    pen.dispose();
    var drawn = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    pen = drawn.createGraphics();
    pen.drawImage(white, 0, 0, null);
    pen.setColor(Color.RED);
    pen.fillOval(15, 15, 30, 30);
    pen.dispose();
    byte[] file = AnimatedGif.of(white, white, drawn);

    var shown = display(file);

    assertThat(sample(shown, 30, 30)).containsExactly(255, 0, 0);
    assertThat(sample(shown, 2, 2)).containsExactly(255, 255, 255);
    var first = decoder.decode(ImageSource.ofBytes("gif", file), Integer.MAX_VALUE).pixels();
    assertThat(sample(first, 30, 30)).as("what the models see").containsExactly(255, 255, 255);
  }

  @Test
  void an_animation_of_blank_frames_is_shown_blank() throws Exception {
    var black = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);

    var shown = display(AnimatedGif.of(black, black));

    assertThat(sample(shown, 30, 30)).containsExactly(0, 0, 0);
  }

  private Pixels display(byte[] file) throws UnreadableImageException {
    return decoder.decodeForDisplay(ImageSource.ofBytes("file", file), Integer.MAX_VALUE).pixels();
  }

  private static int[] sample(Pixels pixels, int x, int y) {
    int at = (y * pixels.width() + x) * Pixels.CHANNELS;
    byte[] rgb = pixels.rgb();
    return new int[] {rgb[at] & 0xFF, rgb[at + 1] & 0xFF, rgb[at + 2] & 0xFF};
  }
}
