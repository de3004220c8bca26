package dev.sightline.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.images.source.UnreadableImageException.Reason;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A cut file is never shown as half an image, in any format, wherever it was cut.
class TruncationTest {
  private static final int SIGNATURE = 32; // bytes; shorter pieces may be no image of any kind

  private final ImageDecoder decoder = ImageDecoder.create(DecodeLimits.DEFAULT);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "subsampled-420.jpg",
        "progressive.jpg",
        "gray.jpg",
        "cmyk.jpg",
        "rgba.png",
        "interlaced.png",
        "palette.png",
        "still.gif",
        "bitmap.bmp",
        "lzw.tif",
        "lossy.webp",
        "lossless.webp",
        "alpha.webp",
        "animated.webp"
      })
  void a_file_cut_anywhere_is_truncated(String name) {
    byte[] whole = Goldens.named(name).bytes();
    // a GIF without its last byte lacks only the trailer, a JPEG without its last two only the mark
    int longest = whole.length - (name.endsWith(".jpg") ? 3 : 2);
    IntStream.range(0, 100)
        .map(i -> SIGNATURE + i * (longest - SIGNATURE) / 99)
        .forEach(
            length ->
                assertThat(reason(Arrays.copyOf(whole, length)))
                    .as("%s cut to %,d of %,d bytes", name, length, whole.length)
                    .isEqualTo(Reason.TRUNCATED));
  }

  @Test
  void an_animation_cut_after_its_first_frame_still_shows_that_frame() throws Exception {
    byte[] whole = Goldens.named("animated.gif").bytes();
    var full = decode(whole).pixels();

    var cut = decode(Arrays.copyOf(whole, whole.length - 100)).pixels();

    assertThat(cut.rgb()).isEqualTo(full.rgb());
  }

  private Reason reason(byte[] file) {
    return catchThrowableOfType(UnreadableImageException.class, () -> decode(file)).reason();
  }

  private DecodedImage decode(byte[] file) throws UnreadableImageException {
    return decoder.decode(ImageSource.ofBytes("cut", file), 448);
  }
}
