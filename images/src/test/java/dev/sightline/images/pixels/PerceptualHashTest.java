package dev.sightline.images.pixels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.images.ImageDecoder;
import dev.sightline.images.TestImages;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.testkit.Project;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Copies of an image have hashes that are near, different images do not.
class PerceptualHashTest {
  private static final Path SAMPLES = Project.root().resolve("sample-data");
  private static final int SHORT_SIDE = 336;

  private final ImageDecoder decoder = ImageDecoder.create(DecodeLimits.DEFAULT);

  private static List<Path> photos() throws Exception {
    try (var files = Files.walk(SAMPLES)) {
      return files.filter(it -> it.toString().endsWith(".jpg")).sorted().toList();
    }
  }

  private long[] hash(byte[] file, int shortSide) throws Exception {
    return PerceptualHash.of(
        decoder.decode(ImageSource.ofBytes("photo", file), shortSide).pixels());
  }

  private static int distance(long[] one, long[] other) {
    int bits = 0;
    for (int i = 0; i < PerceptualHash.WORDS; i++) {
      bits += Long.bitCount(one[i] ^ other[i]);
    }
    return bits;
  }

  private BufferedImage drawn(byte[] file, double scale) throws Exception {
    Pixels pixels = decoder.decode(ImageSource.ofBytes("photo", file), Integer.MAX_VALUE).pixels();
    Pixels resized =
        Resampler.resize(
            pixels,
            (int) (pixels.width() * scale),
            (int) (pixels.height() * scale),
            Resampler.Filter.BICUBIC);
    var image = new BufferedImage(resized.width(), resized.height(), BufferedImage.TYPE_INT_RGB);
    byte[] rgb = resized.rgb();
    for (int i = 0; i < rgb.length; i += Pixels.CHANNELS) {
      int at = i / Pixels.CHANNELS;
      image.setRGB(
          at % resized.width(),
          at / resized.width(),
          (rgb[i] & 0xFF) << 16 | (rgb[i + 1] & 0xFF) << 8 | (rgb[i + 2] & 0xFF));
    }
    return image;
  }

  private static byte[] jpeg(BufferedImage image, float quality) throws Exception {
    var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var parameters = writer.getDefaultWriteParam();
    parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    parameters.setCompressionQuality(quality);
    var bytes = new ByteArrayOutputStream();
    try (var output = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(output);
      writer.write(null, new IIOImage(image, null, null), parameters);
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest(name = "quality {0}, scale {1}")
  @CsvSource({"0.9, 1", "0.5, 1", "0.2, 1", "0.8, 0.5", "0.8, 1.5"})
  void a_photo_that_is_compressed_or_resized_anew_differs_in_few_bits(float quality, double scale)
      throws Exception {
    for (Path photo : photos().subList(0, 5)) {
      byte[] file = Files.readAllBytes(photo);
      BufferedImage resized = drawn(file, scale);
      long[] original = hash(file, SHORT_SIDE);

      assertThat(distance(original, hash(jpeg(resized, quality), SHORT_SIDE)))
          .as(photo.toString())
          .isLessThanOrEqualTo(16);
    }
  }

  @Test
  void a_photo_decoded_at_a_fraction_of_its_size_has_nearly_the_same_hash() throws Exception {
    for (Path photo : photos().subList(0, 5)) {
      byte[] file = Files.readAllBytes(photo);

      assertThat(distance(hash(file, 80), hash(file, Integer.MAX_VALUE)))
          .as(photo.toString())
          .isLessThanOrEqualTo(8);
    }
  }

  @Test
  void different_photos_differ_in_many_bits() throws Exception {
    var hashes = new ArrayList<long[]>();
    for (Path photo : photos()) {
      hashes.add(hash(Files.readAllBytes(photo), SHORT_SIDE));
    }
    int nearest = Integer.MAX_VALUE;
    for (int i = 0; i < hashes.size(); i++) {
      for (int j = 0; j < i; j++) {
        nearest = Math.min(nearest, distance(hashes.get(i), hashes.get(j)));
      }
    }

    assertThat(hashes).hasSizeGreaterThan(30);
    assertThat(nearest).isGreaterThan(50);
  }

  @Test
  void an_image_of_one_colour_has_no_bits() {
    var rgb = new byte[50 * 40 * Pixels.CHANNELS];
    Arrays.fill(rgb, (byte) 200);

    assertThat(PerceptualHash.of(new Pixels(50, 40, rgb))).containsOnly(0);
  }

  @Test
  void brightness_says_nothing() {
    Pixels image = TestImages.waves(90, 70, 9, 1);
    byte[] brighter = image.rgb().clone();
    for (int i = 0; i < brighter.length; i++) {
      brighter[i] = (byte) Math.min(255, (brighter[i] & 0xFF) + 10);
    }

    assertThat(distance(PerceptualHash.of(image), PerceptualHash.of(new Pixels(90, 70, brighter))))
        .isLessThanOrEqualTo(8);
  }

  @Test
  void half_the_bits_are_set_and_that_of_the_constant_term_is_not() {
    long[] hash = PerceptualHash.of(TestImages.random(64, 64, 3));

    assertThat(Arrays.stream(hash).map(Long::bitCount).sum()).isEqualTo(127);
    assertThat(hash[0] & 1).isZero();
  }

  /// Libraries keep hashes: one that was made otherwise could not be compared with them.
  @Test
  void the_hash_of_an_image_stays_what_it_was() {
    assertThat(PerceptualHash.of(TestImages.waves(128, 96, 11, 5))).containsExactly(GOLDEN);
  }

  private static final long[] GOLDEN = {
    -8256547040907618638L, -7686096298710874056L, -6981772061465526203L, 8279786223244397915L
  };

  @Test
  void the_luma_is_that_of_each_cell() {
    byte[] page = new byte[200 * 300 * Pixels.CHANNELS];
    java.util.Arrays.fill(page, (byte) 250);
    java.util.Arrays.fill(page, 60_000, 90_000, (byte) 20);

    double[] luma = PerceptualHash.luma(new Pixels(200, 300, page));

    assertThat(luma).hasSize(64 * 64);
    assertThat(luma[0]).isEqualTo(250);
    assertThat(luma[64 * 26]).isEqualTo(20);
    assertThat(PerceptualHash.of(luma)).isEqualTo(PerceptualHash.of(new Pixels(200, 300, page)));
  }
}
