package dev.sightline.images.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sightline.images.DecodedImage;
import dev.sightline.images.ExifBlock;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.RawBuilder;
import dev.sightline.images.TestImages;
import dev.sightline.images.Thumbnails;
import dev.sightline.images.pixels.Orientation;
import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.images.source.UnreadableImageException.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Raw files as cameras lay them out, built by [RawBuilder] around real JPEGs.
class RawFileTest {
  private final ImageDecoder decoder = ImageDecoder.create(DecodeLimits.DEFAULT);
  private final Pixels large = TestImages.random(48, 32, 1);
  private final byte[] largeJpeg = jpeg(large);
  private final byte[] thumbnail = jpeg(TestImages.random(16, 10, 2));

  @ParameterizedTest
  @CsvSource({
    "NIKON CORPORATION, nef",
    "SONY, arw",
    "PENTAX             , pef",
    "RICOH IMAGING COMPANY, raw",
  })
  void the_largest_preview_is_shown_wherever_it_lies(String make, String format) throws Exception {
    byte[] file =
        new RawBuilder()
            .make(make)
            .size(16, 10)
            .jpeg(thumbnail)
            .sub(new RawBuilder().size(600, 400).sensor(new byte[5_000]))
            .sub(new RawBuilder().jpeg(largeJpeg))
            .bytes();

    var decoded = decode(file);

    assertThat(decoded.facts().format()).isEqualTo(format);
    assertThat(decoded.facts().width()).isEqualTo(600); // the raw image's own
    assertThat(decoded.facts().height()).isEqualTo(400);
    assertThat(decoded.pixels().rgb()).isEqualTo(decode(largeJpeg).pixels().rgb());
  }

  @Test
  void a_cr2_keeps_its_preview_in_a_strip_and_its_sensor_data_in_a_lossless_jpeg()
      throws Exception {
    byte[] lossless = jpeg(TestImages.random(64, 64, 3));
    lossless[indexOf(lossless, 0xFF, 0xC0) + 1] = (byte) 0xC3; // SOF3
    byte[] file =
        new RawBuilder()
            .canon()
            .make("Canon")
            .size(48, 32)
            .strip(largeJpeg)
            .next(new RawBuilder().jpeg(thumbnail).next(new RawBuilder().strip(lossless)))
            .bytes();

    var decoded = decode(file);

    assertThat(decoded.facts().format()).isEqualTo("cr2");
    assertThat(decoded.facts().cameraMake()).contains("Canon");
    assertThat(decoded.pixels().rgb()).isEqualTo(decode(largeJpeg).pixels().rgb());
  }

  @Test
  void a_dng_is_told_by_its_version_tag() throws Exception {
    byte[] file =
        new RawBuilder()
            .make("Google")
            .dng()
            .size(900, 700)
            .sub(new RawBuilder().strip(largeJpeg))
            .bytes();

    assertThat(decode(file).facts().format()).isEqualTo("dng");
    assertThat(decode(file).facts().width()).isEqualTo(900);
  }

  @Test
  void the_files_own_orientation_turns_the_preview() throws Exception {
    byte[] file =
        new RawBuilder()
            .make("NIKON")
            .orientation(6)
            .sub(new RawBuilder().size(600, 400).sensor(new byte[100]))
            .sub(new RawBuilder().jpeg(largeJpeg))
            .bytes();

    var decoded = decode(file);

    var upright = Orientation.upright(decode(largeJpeg).pixels(), 6);
    assertThat(decoded.pixels().rgb()).isEqualTo(upright.rgb());
    assertThat(decoded.facts().orientation()).isEqualTo(6);
    assertThat(decoded.facts().width()).isEqualTo(400);
    assertThat(decoded.facts().height()).isEqualTo(600);
  }

  @Test
  void the_camera_and_the_date_are_found_behind_the_directories_of_previews() throws Exception {
    byte[] file =
        new RawBuilder()
            .make("NIKON CORPORATION")
            .sub(new RawBuilder().size(600, 400).jpeg(largeJpeg))
            .sub(new RawBuilder().sensor(new byte[100]))
            .taken("2024:02:29 23:59:58")
            .bytes();

    var facts = decode(file).facts();

    assertThat(facts.cameraMake()).contains("NIKON CORPORATION");
    assertThat(facts.taken().orElseThrow().local())
        .isEqualTo(LocalDateTime.of(2024, 2, 29, 23, 59, 58));
  }

  @Test
  void a_panasonic_raw_has_its_preview_and_that_has_the_exif() throws Exception {
    byte[] preview = new ExifBlock().make("Panasonic").orientation(8).into(largeJpeg);
    byte[] file = new RawBuilder().panasonic(preview).bytes();

    var decoded = decode(file);

    assertThat(decoded.facts().format()).isEqualTo("rw2");
    assertThat(decoded.facts().cameraMake()).contains("Panasonic");
    assertThat(decoded.pixels().width()).isEqualTo(32);
  }

  @Test
  void a_fujifilm_raw_says_in_its_header_where_the_preview_is() throws Exception {
    byte[] preview = new ExifBlock().make("FUJIFILM").into(largeJpeg);
    byte[] file =
        ByteBuffer.allocate(148 + preview.length)
            .put("FUJIFILMCCD-RAW 0201".getBytes(StandardCharsets.ISO_8859_1))
            .putInt(84, 148)
            .putInt(88, preview.length)
            .put(148, preview)
            .array();

    var decoded = decode(file);

    assertThat(decoded.facts().format()).isEqualTo("raf");
    assertThat(decoded.facts().cameraMake()).contains("FUJIFILM");
    assertThat(decoded.pixels().rgb()).isEqualTo(decode(largeJpeg).pixels().rgb());
  }

  @Test
  void a_raw_file_without_a_preview_is_refused_with_the_way_out() {
    byte[] file =
        new RawBuilder().make("SONY").sub(new RawBuilder().sensor(new byte[5_000])).bytes();

    var refusal = refusal(file);

    assertThat(refusal.reason()).isEqualTo(Reason.UNSUPPORTED);
    assertThat(refusal)
        .hasMessage(
            "The ARW has no JPEG preview in it, and raw sensor data are not developed here: export"
                + " it as JPEG.");
  }

  @Test
  void a_file_cut_within_its_previews_is_truncated_and_shows_no_thumbnail_instead() {
    byte[] file =
        new RawBuilder()
            .make("SONY")
            .jpeg(thumbnail)
            .sub(new RawBuilder().sensor(new byte[100]))
            .sub(new RawBuilder().jpeg(largeJpeg))
            .bytes();

    IntStream.of(1, 100, largeJpeg.length - 3, largeJpeg.length)
        .forEach(
            missing ->
                assertThat(refusal(Arrays.copyOf(file, file.length - missing)).reason())
                    .as("%d bytes missing", missing)
                    .isEqualTo(Reason.TRUNCATED));
  }

  @Test
  void an_orf_shows_the_largest_jpeg_that_is_in_it_and_has_its_own_exif() throws Exception {
    byte[] sensor = new byte[9_000];
    new Random(4).nextBytes(sensor);
    sensor[100] = (byte) 0xFF; // begins like a JPEG by chance
    sensor[101] = (byte) 0xD8;
    sensor[102] = (byte) 0xFF;
    byte[] file =
        new RawBuilder()
            .make("OLYMPUS CORPORATION")
            .size(600, 400)
            .orientation(1)
            .taken("2014:05:06 07:08:09")
            .olympus(largeJpeg)
            .sub(new RawBuilder().jpeg(thumbnail).sub(new RawBuilder().sensor(sensor)))
            .bytes();

    var decoded = decode(file);

    assertThat(decoded.facts().format()).isEqualTo("orf");
    assertThat(decoded.facts().width()).isEqualTo(600);
    assertThat(decoded.facts().cameraMake()).hasValue("OLYMPUS CORPORATION");
    assertThat(decoded.facts().taken().orElseThrow().local())
        .isEqualTo(LocalDateTime.of(2014, 5, 6, 7, 8, 9));
    assertThat(decoded.pixels().rgb()).isEqualTo(decode(largeJpeg).pixels().rgb());
  }

  @Test
  void a_cr3_shows_the_largest_jpeg_of_its_boxes() throws Exception {
    var file = new ByteArrayOutputStream();
    file.writeBytes(box("ftyp", "crx \0\0\0\1crx isom".getBytes(StandardCharsets.ISO_8859_1)));
    file.writeBytes(box("moov", box("uuid", thumbnail)));
    file.writeBytes(box("mdat", box("jpeg", largeJpeg)));

    var decoded = decode(file.toByteArray());

    assertThat(decoded.facts().format()).isEqualTo("cr3");
    assertThat(decoded.facts().width()).isEqualTo(48);
    assertThat(decoded.pixels().rgb()).isEqualTo(decode(largeJpeg).pixels().rgb());
  }

  @Test
  void a_cr3_keeps_its_exif_in_several_boxes() throws Exception {
    byte[] main = new RawBuilder().make("Canon").orientation(6).bytes();
    byte[] settings = new RawBuilder().date(36867, "2019:08:07 06:05:04").bytes();
    byte[] place = new RawBuilder().make("no place").bytes();
    var inner = new ByteArrayOutputStream();
    inner.writeBytes(new byte[16]); // the identifier
    inner.writeBytes(box("CMT1", main));
    inner.writeBytes(box("CMT2", settings));
    inner.writeBytes(box("CMT4", place));
    var file = new ByteArrayOutputStream();
    file.writeBytes(box("ftyp", "crx \0\0\0\1crx isom".getBytes(StandardCharsets.ISO_8859_1)));
    file.writeBytes(box("moov", box("uuid", inner.toByteArray())));
    file.writeBytes(box("mdat", largeJpeg));

    var facts = decode(file.toByteArray()).facts();

    assertThat(facts.cameraMake()).hasValue("Canon");
    assertThat(facts.orientation()).isEqualTo(6);
    assertThat(facts.taken().orElseThrow().local())
        .isEqualTo(LocalDateTime.of(2019, 8, 7, 6, 5, 4));
  }

  @Test
  void a_cr3_without_a_jpeg_is_unsupported() {
    byte[] file = box("ftyp", "crx \0\0\0\1crx isom".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(refusal(file).reason()).isEqualTo(Reason.UNSUPPORTED);
    assertThat(refusal(file).getMessage()).startsWith("The CR3 has no JPEG preview in it");
  }

  private static byte[] box(String type, byte[] body) {
    return ByteBuffer.allocate(8 + body.length)
        .putInt(8 + body.length)
        .put(type.getBytes(StandardCharsets.US_ASCII))
        .put(body)
        .array();
  }

  @Test
  void the_limit_of_pixels_counts_the_preview_that_is_decoded() throws Exception {
    byte[] file =
        new RawBuilder()
            .make("SONY")
            .jpeg(thumbnail)
            .sub(new RawBuilder().size(30_000, 20_000).sensor(new byte[100]))
            .bytes();
    var source = ImageSource.ofBytes("raw", file);

    var facts = decoder.decode(source, 448).facts();

    assertThat(facts.width()).isEqualTo(30_000);
    var strict = ImageDecoder.create(new DecodeLimits(100, 1 << 20));
    var refusal =
        catchThrowableOfType(UnreadableImageException.class, () -> strict.decode(source, 448));
    assertThat(refusal.reason()).isEqualTo(Reason.TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 0})
  void directories_that_lead_in_a_circle_end(int next) throws Exception {
    byte[] file =
        new RawBuilder()
            .make("SONY")
            .jpeg(largeJpeg)
            .sub(new RawBuilder().sensor(new byte[100]))
            .nextAt(next)
            .bytes();

    assertThat(decode(file).pixels().width()).isEqualTo(48);
  }

  @Test
  void an_ordinary_tiff_stays_one() throws Exception {
    byte[] tiff = TestImages.encode(large, "tif");

    assertThat(decode(tiff).facts().format()).isEqualTo("tiff");
  }

  private DecodedImage decode(byte[] file) throws UnreadableImageException {
    return decoder.decode(ImageSource.ofBytes("raw", file), Integer.MAX_VALUE);
  }

  private UnreadableImageException refusal(byte[] file) {
    return catchThrowableOfType(UnreadableImageException.class, () -> decode(file));
  }

  private static byte[] jpeg(Pixels pixels) {
    return Thumbnails.jpeg(pixels, Integer.MAX_VALUE);
  }

  private static int indexOf(byte[] bytes, int first, int second) {
    return IntStream.range(0, bytes.length - 1)
        .filter(i -> bytes[i] == (byte) first && bytes[i + 1] == (byte) second)
        .findFirst()
        .orElseThrow();
  }
}
