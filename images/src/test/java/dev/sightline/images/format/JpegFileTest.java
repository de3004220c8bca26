package dev.sightline.images.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sightline.images.Goldens;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.SystemFormat;
import dev.sightline.images.TestImages;
import dev.sightline.images.codec.OpenCv;
import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.pixels.Resampler;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.images.source.UnreadableImageException.Reason;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JpegFileTest {
  private final ImageDecoder decoder = ImageDecoder.create(DecodeLimits.DEFAULT);

  @ParameterizedTest(name = "4032 x 3024 at a short side of {0} gives {1} x {2}")
  @CsvSource({
    "1, 504, 378",
    "378, 504, 378",
    "379, 1008, 756",
    "448, 1008, 756",
    "756, 1008, 756",
    "757, 2016, 1512",
    "1512, 2016, 1512",
    "1513, 4032, 3024",
    "9999, 4032, 3024",
  })
  void is_decoded_at_the_smallest_scale_that_is_enough(int shortSide, int width, int height)
      throws Exception {
    var decoded = decoder.decode(Goldens.named("photo-4032x3024.jpg").source(), shortSide);

    assertThat(decoded.pixels().width()).isEqualTo(width);
    assertThat(decoded.pixels().height()).isEqualTo(height);
    assertThat(decoded.facts().width()).isEqualTo(4032);
    assertThat(decoded.facts().height()).isEqualTo(3024);
  }

  /// Reduced sides are rounded up, so that a side that is no multiple of 8 does not fall short.
  @ParameterizedTest
  @ValueSource(strings = {"gray.jpg", "progressive.jpg", "cmyk.jpg", "exif-6.jpg", "exif-7.jpg"})
  void never_falls_below_the_asked_side(String name) throws Exception {
    var golden = Goldens.named(name);
    int full = Math.min(golden.uprightWidth(), golden.uprightHeight());
    for (int shortSide = 1; shortSide <= full + 1; shortSide++) {
      var pixels = decoder.decode(golden.source(), shortSide).pixels();

      assertThat(pixels.shortSide()).isBetween(Math.min(shortSide, full), full);
    }
  }

  /// 1067 rows are no multiple of a block's 4 or 8: what is no image must not count.
  @ParameterizedTest(name = "1/{1}, seen at {0} rows")
  @CsvSource({"356, 2", "178, 4", "89, 8"})
  void a_reduced_image_is_resized_to_what_the_full_one_would_have_been(int rows, int denominator)
      throws Exception {
    var photo = Goldens.named("photo-1600x1067.jpg").source();
    var full = decoder.decode(photo, Integer.MAX_VALUE).pixels();

    var reduced = decoder.decode(photo, rows * 3 / 2).pixels();

    assertThat(reduced.width()).isEqualTo(1600 / denominator);
    assertThat(reduced.fullHeight()).isEqualTo(1067);
    int columns = rows * 1600 / 1067;
    var expected = Resampler.resize(full, columns, rows, Resampler.Filter.BICUBIC);
    var resized = Resampler.resize(reduced, columns, rows, Resampler.Filter.BICUBIC);
    assertThat(TestImages.meanDifference(resized, expected)).isLessThan(1);
  }

  @Test
  void bytes_and_fill_between_segments_are_skipped() throws Exception {
    byte[] sound = Goldens.named("gray.jpg").bytes();
    var padded = new ByteArrayOutputStream();
    padded.write(sound, 0, 2);
    padded.writeBytes(new byte[] {0, 7, (byte) 0xFF, 0, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF});
    padded.write(sound, 2, sound.length - 2);

    var decoded = decoder.decode(ImageSource.ofBytes("padded", padded.toByteArray()), 448);

    var expected = decoder.decode(ImageSource.ofBytes("sound", sound), 448);
    assertThat(decoded.pixels().rgb()).isEqualTo(expected.pixels().rgb());
  }

  /// libjpeg says so only on the C library's stderr, which is listened to where that is glibc's.
  @ParameterizedTest
  @CsvSource({
    "gray.jpg, premature end of data segment",
    "progressive.jpg, bad Huffman code",
  })
  void damaged_image_data_is_corrupt_in_the_words_of_libjpeg(String name, String words) {
    assumeTrue(System.getProperty("os.name").equals("Linux"));
    byte[] damaged = Goldens.named(name).bytes();
    Arrays.fill(damaged, damaged.length / 2, damaged.length / 2 + 512, (byte) 0x55);

    var refusal = refusal(damaged);

    assertThat(refusal.reason()).isEqualTo(Reason.CORRUPT);
    assertThat(refusal).hasMessage("The JPEG cannot be decoded: Corrupt JPEG data: " + words + ".");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"gray.jpg", "progressive.jpg", "cmyk.jpg", "subsampled-420.jpg", "exif-6.jpg"})
  void an_image_that_lacks_only_its_end_of_image_is_read(String name) throws Exception {
    assumeTrue(OpenCv.detectsDamage());
    byte[] whole = Goldens.named(name).bytes();
    var expected = decode(whole);
    int end = endOfImage(whole);
    byte[] cut = Arrays.copyOf(whole, end);

    assertThat(decode(cut).rgb()).isEqualTo(expected.rgb());
    assertThat(decode(Arrays.copyOf(cut, end + 1)).rgb()).as("a zero").isEqualTo(expected.rgb());
    assertThat(decode(Arrays.copyOf(cut, 2 * end)).rgb()).as("zeros").isEqualTo(expected.rgb());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gray.jpg", "progressive.jpg", "cmyk.jpg", "subsampled-420.jpg"})
  void an_image_whose_lost_end_is_filled_with_zeros_is_truncated(String name) {
    assumeTrue(OpenCv.detectsDamage());
    byte[] whole = Goldens.named(name).bytes();
    int end = endOfImage(whole);
    for (int lost : new int[] {40, end / 4, end / 2}) {
      byte[] cut = Arrays.copyOf(Arrays.copyOf(whole, end - lost), 3 * whole.length);

      var refusal = refusal(cut);

      assertThat(refusal).as("%s without %,d bytes", name, lost).isNotNull();
      assertThat(refusal.reason()).as("%,d bytes", lost).isEqualTo(Reason.TRUNCATED);
    }
  }

  @Test
  void a_file_without_an_end_keeps_a_truncated_verdict_for_single_images() {
    byte[] whole = Goldens.named("gray.jpg").bytes();
    var single = ImageDecoder.forSingleImages(DecodeLimits.DEFAULT);

    var refusal =
        catchThrowableOfType(
            UnreadableImageException.class,
            () ->
                single.decode(
                    ImageSource.ofBytes("cut", Arrays.copyOf(whole, whole.length - 200)), 448));

    assertThat(refusal.reason()).isEqualTo(Reason.TRUNCATED);
    assertThat(refusal)
        .hasMessage(
            "The JPEG ends within its image data, after %,d bytes, without an end-of-image"
                    .formatted(whole.length - 200)
                + " marker.");
  }

  private Pixels decode(byte[] file) throws UnreadableImageException {
    return decoder.decode(ImageSource.ofBytes("jpeg", file), Integer.MAX_VALUE).pixels();
  }

  private static int endOfImage(byte[] file) {
    int at = file.length - 2;
    while (file[at] != (byte) 0xFF || file[at + 1] != (byte) 0xD9) {
      at--;
    }
    return at;
  }

  /// Made of gray.jpg and subsampled-420.jpg by `jpegtran -arithmetic`, which changes no
  /// coefficient.
  @ParameterizedTest
  @CsvSource({
    "gray.jpg, gray-arithmetic.jpg",
    "subsampled-420.jpg, subsampled-420-arithmetic-progressive.jpg"
  })
  void an_arithmetic_coded_image_is_read(String huffman, String arithmetic) throws Exception {
    byte[] file = SystemFormat.bytes(arithmetic);

    assertThat(decode(file).rgb()).isEqualTo(decode(Goldens.named(huffman).bytes()).rgb());
  }

  @ParameterizedTest(name = "SOF{0}")
  @ValueSource(ints = {3, 5, 11, 15})
  void a_rare_kind_is_unsupported(int kind) {
    byte[] file = Goldens.named("gray.jpg").bytes();
    file[frameHeader(file) + 1] = (byte) (0xC0 + kind);

    var refusal = refusal(file);

    assertThat(refusal.reason()).isEqualTo(Reason.UNSUPPORTED);
    assertThat(refusal)
        .hasMessage("The JPEG is of a kind (SOF" + kind + ") that is not supported.");
  }

  @Test
  void twelve_bits_are_unsupported() {
    byte[] file = Goldens.named("gray.jpg").bytes();
    file[frameHeader(file) + 4] = 12;

    assertThat(refusal(file)).hasMessage("The JPEG has 12 bits a sample; 8 are supported.");
  }

  @Test
  void a_small_file_of_very_many_scans_is_corrupt() {
    byte[] sound = Goldens.named("gray.jpg").bytes();
    int frame = frameHeader(sound);
    var bomb = new ByteArrayOutputStream();
    bomb.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD8});
    bomb.write(sound, frame, 2 + 11); // marker and header of one component
    for (int scan = 0; scan < 501; scan++) {
      bomb.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 1});
    }
    bomb.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD9});

    var refusal = refusal(bomb.toByteArray());

    assertThat(refusal.reason()).isEqualTo(Reason.CORRUPT);
    assertThat(refusal).hasMessage("The JPEG has more than 500 scans.");
  }

  private static int frameHeader(byte[] file) {
    for (int at = 0; at < file.length; at++) {
      if (file[at] == (byte) 0xFF && (file[at + 1] == (byte) 0xC0)) {
        return at;
      }
    }
    throw new IllegalArgumentException("no baseline frame header");
  }

  private UnreadableImageException refusal(byte[] file) {
    return catchThrowableOfType(
        UnreadableImageException.class,
        () -> decoder.decode(ImageSource.ofBytes("jpeg", file), 448));
  }
}
