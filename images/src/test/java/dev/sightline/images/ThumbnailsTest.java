package dev.sightline.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.images.pixels.Resampler;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThumbnailsTest {
  private final ImageDecoder decoder = ImageDecoder.create(DecodeLimits.DEFAULT);

  @ParameterizedTest(name = "{0} x {1} to {2} gives {3} x {4}")
  @CsvSource({
    "300, 200, 100, 100, 67", "200, 300, 100, 67, 100", "100, 100, 100, 100, 100",
    "30, 20, 100, 30, 20", "1000, 1, 50, 50, 1", "3, 900, 1, 1, 1",
  })
  void fits_the_long_side_and_never_enlarges(
      int width, int height, int longSide, int thumbWidth, int thumbHeight) throws Exception {
    byte[] jpeg = Thumbnails.jpeg(TestImages.random(width, height, 1), longSide);

    var facts = decode(jpeg).facts();
    assertThat(facts.format()).isEqualTo("jpeg");
    assertThat(facts.width()).isEqualTo(thumbWidth);
    assertThat(facts.height()).isEqualTo(thumbHeight);
  }

  @Test
  void shows_the_image_in_its_own_colours() throws Exception {
    var photo =
        decoder.decode(Goldens.named("photo-640x480.jpg").source(), Integer.MAX_VALUE).pixels();

    var thumbnail = decode(Thumbnails.jpeg(photo, 320)).pixels();

    var small = Resampler.resize(photo, 320, 240, Resampler.Filter.BICUBIC);
    assertThat(TestImages.meanDifference(thumbnail, small)).isLessThan(8);
  }

  @Test
  void the_same_pixels_give_the_same_bytes_without_metadata() throws Exception {
    var photo = decoder.decode(Goldens.named("exif-6.jpg").source(), 448).pixels();

    byte[] jpeg = Thumbnails.jpeg(photo, 128);

    assertThat(Thumbnails.jpeg(photo, 128)).isEqualTo(jpeg);
    assertThat(new String(jpeg, StandardCharsets.ISO_8859_1))
        .contains("JFIF")
        .doesNotContain("Exif", "ICC_PROFILE", "Photoshop", "http");
  }

  @Test
  void a_side_of_zero_is_refused() {
    assertThatThrownBy(() -> Thumbnails.jpeg(TestImages.random(2, 2, 1), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("need longSide >= 1, got 0");
  }

  private DecodedImage decode(byte[] jpeg) throws UnreadableImageException {
    return decoder.decode(ImageSource.ofBytes("thumbnail", jpeg), Integer.MAX_VALUE);
  }
}
