package dev.sightline.images.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.images.DecodedImage;
import dev.sightline.images.ExifBlock;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.TestImages;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a decoder tells of a file besides its pixels. EXIF tags as in CIPA DC-008.
class ImageFactsTest {
  private static final int TAKEN = 0x9003;
  private static final int TAKEN_OFFSET = 0x9011;
  private static final int DIGITIZED = 0x9004;
  private static final int DIGITIZED_OFFSET = 0x9012;
  private static final int ISO = 0x8827;
  private static final int FOCAL_LENGTH = 0x920A;
  private static final int APERTURE = 0x829D;
  private static final int LENS = 0xA434;

  @Test
  void a_photo_tells_everything_its_camera_wrote() throws Exception {
    var facts =
        facts(
            new ExifBlock()
                .orientation(6)
                .make("Canon")
                .model("EOS R5")
                .setting(LENS, "RF 50mm F1.2 L USM")
                .setting(TAKEN, "2024:02:29 23:59:58")
                .setting(TAKEN_OFFSET, "+05:30")
                .setting(ISO, 400)
                .setting(FOCAL_LENGTH, 50, 1)
                .setting(APERTURE, 28, 10)
                .place("S", new int[] {33, 51, 36}, "E", new int[] {151, 12, 36}));

    assertThat(facts.format()).isEqualTo("jpeg");
    assertThat(facts.orientation()).isEqualTo(6);
    assertThat(facts.width()).isEqualTo(20); // stored as 30 x 20, to be turned
    assertThat(facts.height()).isEqualTo(30);
    assertThat(facts.cameraMake()).contains("Canon");
    assertThat(facts.cameraModel()).contains("EOS R5");
    assertThat(facts.lens()).contains("RF 50mm F1.2 L USM");
    assertThat(facts.taken().orElseThrow().local())
        .isEqualTo(LocalDateTime.of(2024, 2, 29, 23, 59, 58));
    assertThat(facts.taken().orElseThrow().offset()).contains(ZoneOffset.ofHoursMinutes(5, 30));
    assertThat(facts.iso()).hasValue(400);
    assertThat(facts.focalLengthMillimetres()).hasValue(50);
    assertThat(facts.aperture()).hasValueCloseTo(2.8, within(1e-9));
    assertThat(facts.place().orElseThrow().latitude()).isCloseTo(-33.86, within(1e-9));
    assertThat(facts.place().orElseThrow().longitude()).isCloseTo(151.21, within(1e-9));
  }

  @Test
  void facts_are_read_without_decoding_the_pixels() throws Exception {
    byte[] png =
        new ExifBlock()
            .make("Canon")
            .orientation(6)
            .intoPng(TestImages.encode(TestImages.random(30, 20, 1), "png"));
    var decoder = ImageDecoder.create(DecodeLimits.DEFAULT);
    var whole = decoder.decode(ImageSource.ofBytes("whole.png", png), Integer.MAX_VALUE).facts();
    byte[] undecodable = withUndecodablePixels(png);

    assertThat(decoder.facts(ImageSource.ofBytes("damaged.png", undecodable))).isEqualTo(whole);
    assertThatThrownBy(() -> decoder.decode(ImageSource.ofBytes("damaged.png", undecodable), 10))
        .isInstanceOf(UnreadableImageException.class);
  }

  @Test
  void a_png_tells_it_too() throws Exception {
    byte[] png =
        new ExifBlock()
            .make("Canon")
            .orientation(3)
            .intoPng(TestImages.encode(TestImages.random(30, 20, 1), "png"));

    var facts = decode(png).facts();

    assertThat(facts.format()).isEqualTo("png");
    assertThat(facts.cameraMake()).contains("Canon");
    assertThat(facts.orientation()).isEqualTo(3);
  }

  @Test
  void a_photo_without_exif_tells_its_size_alone() throws Exception {
    var facts = decode(jpeg()).facts();

    assertThat(facts.width()).isEqualTo(30);
    assertThat(facts.height()).isEqualTo(20);
    assertThat(facts.orientation()).isEqualTo(1);
    assertThat(facts.taken()).isEmpty();
    assertThat(facts.cameraMake()).isEmpty();
    assertThat(facts.cameraModel()).isEmpty();
    assertThat(facts.lens()).isEmpty();
    assertThat(facts.place()).isEmpty();
    assertThat(facts.iso()).isEmpty();
    assertThat(facts.focalLengthMillimetres()).isEmpty();
    assertThat(facts.aperture()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 255})
  void an_orientation_that_does_not_exist_leaves_the_image_as_stored(int orientation)
      throws Exception {
    var facts = facts(new ExifBlock().orientation(orientation));

    assertThat(facts.orientation()).isEqualTo(1);
    assertThat(facts.width()).isEqualTo(30);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0000:00:00 00:00:00", "2023:02:29 10:00:00", "    :  :     :  :  ", "yesterday"})
  void a_date_that_cannot_be_is_absent(String date) throws Exception {
    assertThat(facts(new ExifBlock().setting(TAKEN, date)).taken()).isEmpty();
  }

  @Test
  void the_time_of_digitizing_stands_in_with_its_own_offset() throws Exception {
    var facts =
        facts(
            new ExifBlock()
                .setting(TAKEN, "0000:00:00 00:00:00")
                .setting(TAKEN_OFFSET, "+01:00")
                .setting(DIGITIZED, "1999:12:31 12:00:00")
                .setting(DIGITIZED_OFFSET, "-03:00"));

    var taken = facts.taken().orElseThrow();
    assertThat(taken.local()).isEqualTo(LocalDateTime.of(1999, 12, 31, 12, 0));
    assertThat(taken.offset()).contains(ZoneOffset.ofHours(-3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"   :  ", "+99:00", "CET"})
  void an_offset_that_cannot_be_is_absent_and_the_time_stays(String offset) throws Exception {
    var facts =
        facts(new ExifBlock().setting(TAKEN, "2024:02:29 23:59:58").setting(TAKEN_OFFSET, offset));

    assertThat(facts.taken().orElseThrow().offset()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "91, 10", "10, 181"})
  void a_place_that_cannot_be_is_absent(int latitude, int longitude) throws Exception {
    var facts =
        facts(
            new ExifBlock()
                .place("N", new int[] {latitude, 0, 0}, "W", new int[] {longitude, 0, 0}));

    assertThat(facts.place()).isEmpty();
  }

  @Test
  void blanks_and_control_characters_around_texts_are_dropped() throws Exception {
    var facts = facts(new ExifBlock().make("  NIKON\u0007 CORPORATION  ").model("   "));

    assertThat(facts.cameraMake()).contains("NIKON CORPORATION");
    assertThat(facts.cameraModel()).isEmpty();
  }

  @Test
  void numbers_that_cannot_be_are_absent() throws Exception {
    var facts =
        facts(new ExifBlock().setting(ISO, 0).setting(FOCAL_LENGTH, 50, 0).setting(APERTURE, 0, 1));

    assertThat(facts.iso()).isEmpty();
    assertThat(facts.focalLengthMillimetres()).isEmpty();
    assertThat(facts.aperture()).isEmpty();
  }

  @Test
  void a_damaged_exif_block_does_not_hide_the_image() throws Exception {
    byte[] file = new ExifBlock().make("Canon").setting(TAKEN, "2024:02:29 23:59:58").into(jpeg());
    for (int at = 12; at < 60; at++) {
      byte[] damaged = file.clone();
      damaged[at] ^= (byte) 0xFF;

      assertThat(decode(damaged).pixels().shortSide()).as("byte %d", at).isEqualTo(20);
    }
  }

  @Test
  void a_place_beyond_the_poles_is_refused() {
    assertThatThrownBy(() -> new GeoPoint(90.5, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("need -90 <= latitude <= 90 and -180 <= longitude <= 180, got 90.5, 0.0");
  }

  private static ImageFacts facts(ExifBlock block) throws Exception {
    return decode(block.into(jpeg())).facts();
  }

  private static byte[] jpeg() throws Exception {
    return TestImages.encode(TestImages.random(30, 20, 1), "jpg");
  }

  /// The PNG with zeroes instead of its packed pixels, all checksums right.
  private static byte[] withUndecodablePixels(byte[] png) {
    byte[] damaged = png.clone();
    int type = new String(png, StandardCharsets.ISO_8859_1).indexOf("IDAT");
    int length = ByteBuffer.wrap(png).getInt(type - 4);
    Arrays.fill(damaged, type + 4, type + 4 + length, (byte) 0);
    var checksum = new CRC32();
    checksum.update(damaged, type, 4 + length);
    ByteBuffer.wrap(damaged).putInt(type + 4 + length, (int) checksum.getValue());
    return damaged;
  }

  private static DecodedImage decode(byte[] file) throws Exception {
    return ImageDecoder.create(DecodeLimits.DEFAULT)
        .decode(ImageSource.ofBytes("photo", file), Integer.MAX_VALUE);
  }
}
