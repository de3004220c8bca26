package dev.sightline.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.images.source.UnreadableImageException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"gray.jpg", "rgba.png", "still.gif", "bitmap.bmp", "lzw.tif", "lossy.webp"})
  void the_limit_of_pixels_holds_for_every_format(String name) throws Exception {
    var golden = Goldens.named(name);
    long pixels = (long) golden.uprightWidth() * golden.uprightHeight();

    var allowed = ImageDecoder.create(new DecodeLimits(pixels, 1 << 20));
    assertThat(allowed.decode(golden.source(), 448).pixels().shortSide())
        .isEqualTo(Math.min(golden.uprightWidth(), golden.uprightHeight()));

    var refused = ImageDecoder.create(new DecodeLimits(pixels - 1, 1 << 20));
    var refusal = refusal(refused, golden.source());
    assertThat(refusal.reason()).isEqualTo(Reason.TOO_LARGE);
    assertThat(refusal)
        .hasMessage(
            "The image is %d x %d (%,d pixels), more than the limit of %,d. The option --max-megapixels raises the limit."
                .formatted(golden.uprightWidth(), golden.uprightHeight(), pixels, pixels - 1));
  }

  @Test
  void a_decompression_bomb_is_refused_by_its_size() {
    var decoder = ImageDecoder.create(DecodeLimits.DEFAULT);

    assertThat(refusal(decoder, Goldens.named("bomb-60000x60000.png").source()))
        .hasMessage(
            "The image is 60,000 x 60,000 (3,600,000,000 pixels), more than the limit of"
                + " 200,000,000. The option --max-megapixels raises the limit.");
  }

  /// 12 megapixels, of which an eighth of each side is enough.
  @Test
  void a_jpeg_that_is_decoded_at_a_fraction_of_its_size_may_be_larger_than_the_limit()
      throws Exception {
    var source = Goldens.named("photo-4032x3024.jpg").source();
    var decoder = ImageDecoder.create(new DecodeLimits(1_000_000, 1L << 30));

    assertThat(decoder.decode(source, 336).pixels().width()).isEqualTo(504);

    var refusal =
        catchThrowableOfType(UnreadableImageException.class, () -> decoder.decode(source, 3024));
    assertThat(refusal.reason()).isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void a_side_longer_than_can_be_decoded_is_refused() {
    var limits = DecodeLimits.DEFAULT;

    assertThatThrownBy(() -> limits.checkPixels(1 << 21, 1))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessage("The image is 2,097,152 x 1; a side of at most 1,048,576 pixels is supported.");
  }

  @Test
  void a_file_with_too_many_bytes_is_refused(@TempDir Path folder) throws Exception {
    var file = Files.write(folder.resolve("photo.jpg"), new byte[1_001]);
    var decoder = ImageDecoder.create(new DecodeLimits(1_000_000, 1_000));

    for (var source :
        new ImageSource[] {
          ImageSource.ofFile(file), ImageSource.ofBytes("photo.jpg", new byte[1_001])
        }) {
      var refusal = refusal(decoder, source);
      assertThat(refusal.reason()).isEqualTo(Reason.TOO_LARGE);
      assertThat(refusal).hasMessage("The file has 1,001 bytes, more than the limit of 1,000.");
    }
  }

  @Test
  void a_file_that_is_not_there_is_unreadable(@TempDir Path folder) {
    var decoder = ImageDecoder.create(DecodeLimits.DEFAULT);

    var missing = refusal(decoder, ImageSource.ofFile(folder.resolve("gone.jpg")));
    assertThat(missing.reason()).isEqualTo(Reason.UNREADABLE);
    assertThat(missing).hasMessage("There is no such file.");

    var directory = refusal(decoder, ImageSource.ofFile(folder));
    assertThat(directory.reason()).isEqualTo(Reason.UNREADABLE);
    assertThat(directory).hasMessage("This is not a regular file.");
  }

  @Test
  void an_empty_file_is_empty() {
    var decoder = ImageDecoder.create(DecodeLimits.DEFAULT);

    var refusal = refusal(decoder, ImageSource.ofBytes("nothing", new byte[0]));

    assertThat(refusal.reason()).isEqualTo(Reason.EMPTY);
    assertThat(refusal).hasMessage("The file is empty.");
  }

  @Test
  void a_limit_below_one_is_refused() {
    assertThatThrownBy(() -> new DecodeLimits(0, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("need maxPixels >= 1 and maxBytes >= 1, got 0 and 5");
  }

  private static UnreadableImageException refusal(ImageDecoder decoder, ImageSource source) {
    return catchThrowableOfType(UnreadableImageException.class, () -> decoder.decode(source, 448));
  }
}
