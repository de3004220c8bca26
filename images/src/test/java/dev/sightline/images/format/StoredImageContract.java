package dev.sightline.images.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sightline.images.codec.SystemDecoders;
import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.images.source.UnreadableImageException.Reason;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every [StoredImage] guarantees, for one valid file of each format.
abstract class StoredImageContract {
  /// A valid file of more than 8 x 8 pixels, which is stored upright.
  abstract byte[] file() throws Exception;

  /// The name of the format.
  abstract String format();

  /// Skips the tests on a machine without the decoder of the format.
  void assumeDecoder() {}

  @BeforeEach
  void checkDecoder() {
    assumeDecoder();
  }

  private StoredImage open() throws Exception {
    return open(file());
  }

  private static StoredImage open(byte[] file) throws UnreadableImageException {
    return FormatSniffer.open(file, SystemDecoders.ofThisMachine(), DecodeLimits.DEFAULT);
  }

  @Test
  void its_format_is_detected() throws Exception {
    assertThat(open().format()).isEqualTo(format());
  }

  @Test
  void its_dimensions_are_those_of_the_decoded_pixels() throws Exception {
    StoredImage image = open();

    Pixels pixels = image.decode(Integer.MAX_VALUE);

    assertThat(pixels.width()).isEqualTo(image.width());
    assertThat(pixels.height()).isEqualTo(image.height());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 1_000_000})
  void a_reduced_image_is_large_enough_and_keeps_its_full_size(int shortSide) throws Exception {
    StoredImage image = open();

    Pixels pixels = image.decode(shortSide);

    int stored = Math.min(image.width(), image.height());
    assertThat(pixels.shortSide()).isBetween(Math.min(shortSide, stored), stored);
    assertThat(pixels.fullWidth()).isEqualTo(image.width());
    assertThat(pixels.fullHeight()).isEqualTo(image.height());
  }

  @Test
  void decoding_it_again_gives_the_same_pixels() throws Exception {
    StoredImage image = open();

    assertThat(image.decode(Integer.MAX_VALUE).rgb())
        .isEqualTo(image.decode(Integer.MAX_VALUE).rgb());
  }

  @Test
  void the_decoder_of_the_jdk_gives_the_same_pixels_where_there_is_one() throws Exception {
    StoredImage image = open();
    byte[] expected = image.decode(Integer.MAX_VALUE).rgb();

    assertThat(image.decodeInJava().map(Pixels::rgb).orElse(expected)).isEqualTo(expected);
  }

  @Test
  void the_image_with_alpha_has_the_same_size() throws Exception {
    StoredImage image = open();

    image
        .decodeWithAlpha()
        .ifPresent(
            pixels -> {
              assertThat(pixels.flattened().width()).isEqualTo(image.width());
              assertThat(pixels.flattened().height()).isEqualTo(image.height());
            });
    assertThat(image.decodeWithAlpha()).isNotNull();
  }

  @Test
  void the_memory_of_decoding_is_at_least_that_of_the_result() throws Exception {
    StoredImage image = open();

    assertThat(image.pixelsInMemory(Integer.MAX_VALUE))
        .isGreaterThanOrEqualTo((long) image.width() * image.height());
  }

  @Test
  void metadata_is_never_null() throws Exception {
    StoredImage image = open();

    assertThat(image.exif()).isNotNull();
    assertThat(image.xmp()).isNotNull();
    assertThat(image.texts()).isNotNull();
    assertThat(image.iptc()).isNotNull();
    assertThat(image.colourProfile()).isNotNull();
    assertThat(image.animation()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {25, 50, 75})
  void a_truncated_file_is_rejected(int percent) throws Exception {
    byte[] whole = file();
    byte[] part = Arrays.copyOf(whole, whole.length * percent / 100);

    var refusal =
        catchThrowableOfType(
            UnreadableImageException.class, () -> open(part).decode(Integer.MAX_VALUE));

    assertThat(refusal).as("%d %%", percent).isNotNull();
    assertThat(refusal.reason()).isIn(Reason.TRUNCATED, Reason.CORRUPT);
  }
}
