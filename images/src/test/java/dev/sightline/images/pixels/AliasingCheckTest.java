package dev.sightline.images.pixels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.images.Goldens;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.Thumbnails;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AliasingCheckTest {
  private final ImageDecoder decoder = ImageDecoder.create(DecodeLimits.DEFAULT);

  static Stream<Pixels> fineTextures() {
    var random = new Random(5);
    return Stream.of(
        drawn(1600, 1200, (x, y) -> 128 + (int) (127 * Math.cos((x * x + y * y) / 2000.0))),
        drawn(1600, 1200, (x, _) -> x / 3 % 2 * 255),
        drawn(1600, 1200, (_, y) -> y / 5 % 2 * 255),
        drawn(1017, 2013, (x, y) -> (x / 2 + y / 2) % 2 * 255),
        drawn(1017, 2013, (_, _) -> random.nextInt(256)),
        // lines of letters: dark strokes of two pixels at random places on white
        drawn(1200, 1600, (x, y) -> y % 24 < 14 && (x * 7919 + y / 24 * 104729) % 5 < 2 ? 0 : 255),
        drawn(1200, 900, (x, y) -> 90 + x / 20 + (int) (random.nextGaussian() * 40)));
  }

  @ParameterizedTest
  @MethodSource("fineTextures")
  void a_fine_texture_is_decoded_at_full_size_though_less_would_do(Pixels texture)
      throws Exception {
    var decoded = decode(texture, 120);

    assertThat(decoded.width()).isEqualTo(texture.width());
    assertThat(decoded.height()).isEqualTo(texture.height());
  }

  @ParameterizedTest
  @ValueSource(strings = {"photo-4032x3024.jpg", "photo-1600x1067.jpg"})
  void a_photo_is_decoded_at_a_reduced_scale(String name) throws Exception {
    var decoded = decoder.decode(Goldens.named(name).source(), 336).pixels();

    assertThat(decoded.width()).isLessThan(decoded.fullWidth());
  }

  @Test
  void a_texture_too_large_for_the_limits_at_full_size_is_decoded_at_a_reduced_scale()
      throws Exception {
    var texture = drawn(1600, 1200, (x, _) -> x / 3 % 2 * 255);
    var strict = ImageDecoder.create(new DecodeLimits(1600 * 1200 - 1, 1 << 30));

    var decoded = strict.decode(source(texture), 300).pixels();

    assertThat(decoded.width()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({"2, 2", "2, 100", "100, 2"})
  void an_image_too_small_to_judge_never_passes(int width, int height) {
    assertThat(AliasingCheck.mayBeAliased(drawn(width, height, (x, y) -> 20 * x + y))).isTrue();
  }

  private Pixels decode(Pixels image, int shortSide) throws Exception {
    return decoder.decode(source(image), shortSide).pixels();
  }

  private static ImageSource source(Pixels image) {
    return ImageSource.ofBytes("drawn", Thumbnails.jpegOfQuality(image, 92));
  }

  private static Pixels drawn(int width, int height, IntBinaryOperator level) {
    byte[] rgb = new byte[width * height * Pixels.CHANNELS];
    int out = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        byte value = (byte) Math.clamp(level.applyAsInt(x, y), 0, 255);
        rgb[out++] = value;
        rgb[out++] = value;
        rgb[out++] = value;
      }
    }
    return new Pixels(width, height, rgb);
  }
}
