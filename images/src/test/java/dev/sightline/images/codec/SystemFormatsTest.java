package dev.sightline.images.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.images.DecodedImage;
import dev.sightline.images.Goldens;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.SystemFormat;
import dev.sightline.images.TestImages;
import dev.sightline.images.metadata.DescriptiveMetadata;
import dev.sightline.images.metadata.ImageFacts;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.images.source.UnreadableImageException.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// HEIC, AVIF and JPEG XL, by the system's decoders. How the images were made is in
/// `src/test/resources/formats/README.md`.
class SystemFormatsTest {
  private static final String SHORT_XMP =
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
          + "<r:RDF xmlns:r=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
          + "<r:Description xmlns:d=\"http://purl.org/dc/elements/1.1/\"><d:title>Sea</d:title>"
          + "</r:Description></r:RDF></x:xmpmeta>";

  private final ImageDecoder decoder = ImageDecoder.create(DecodeLimits.DEFAULT);

  /// As newer phones write it: an auxiliary image that belongs to two images. Read by libheif 1.18,
  /// refused by the one before.
  @Test
  void an_auxiliary_image_of_two_images_needs_a_newer_libheif_and_says_so() {
    SystemFormat.AVIF.assumeFound();
    byte[] file = withSecondReference(SystemFormat.bytes("alpha.avif"));
    var system = SystemDecoders.ofThisMachine();

    var refusal = catchThrowableOfType(UnreadableImageException.class, () -> decode(file));

    if (system.outdated().isEmpty()) {
      assertThat(refusal).isNull();
      return;
    }
    assertThat(refusal.reason()).isEqualTo(Reason.DECODER_MISSING);
    assertThat(refusal.getMessage())
        .matches(
            "This AVIF is of a newer phone and needs libheif 1[.]18 or newer, 1[.]\\d+[.]\\d+ is"
                + " here[.] Update libheif .*[.]");
    assertThat(system.outdated().get().what()).contains("which need 1.18");
  }

  @ParameterizedTest
  @CsvSource({
    "1.15.1, 1.18, true",
    "1.18.0, 1.18, false",
    "1.18, 1.18, false",
    "1.9.9, 1.18, true",
    "2.0, 1.18, false",
    "unknown, 1.18, true"
  })
  void versions_are_compared_number_by_number(String version, String needed, boolean older) {
    assertThat(SystemDecoders.isOlder(version, needed)).isEqualTo(older);
  }

  /// Adds the image that is referred to a second time to the `auxl` reference, and moves on by two
  /// bytes what `iloc` says of data behind it.
  private static byte[] withSecondReference(byte[] file) {
    var text = new String(file, StandardCharsets.ISO_8859_1);
    int reference = text.indexOf("auxl") - 4;
    int end = reference + ByteBuffer.wrap(file).getInt(reference);
    var grown = ByteBuffer.allocate(file.length + 2);
    grown.put(file, 0, end).put(file, end - 2, 2).put(file, end, file.length - end);
    grown.putInt(reference, grown.getInt(reference) + 2);
    grown.putShort(reference + 10, (short) 2); // references
    for (String box : new String[] {"iref", "meta"}) {
      int at = text.indexOf(box) - 4;
      grown.putInt(at, grown.getInt(at) + 2);
    }
    int locations = text.indexOf("iloc") + 4;
    assertThat(file[locations]).as("iloc's version").isZero();
    assertThat(file[locations + 4]).as("sizes of offsets and lengths").isEqualTo((byte) 0x44);
    int at = locations + 6 + 2;
    for (int items = grown.getShort(locations + 6); items > 0; items--) {
      int extents = grown.getShort(at + 4);
      at += 6;
      for (int i = 0; i < extents; i++) {
        grown.putInt(at, grown.getInt(at) + 2);
        at += 8;
      }
    }
    return grown.array();
  }

  /// Mean differences as measured, rounded up: lossy files are compared with what they were made
  /// from, and a wrong turn, a swapped channel or a skewed row differs by more than 30.
  @ParameterizedTest
  @CsvSource({
    "odd.heic, heic, photo-341x257.png, 341, 257, 8",
    "ten-bit.heic, heic, rgb16.png, 200, 150, 4",
    "twelve-bit.avif, avif, rgb16.png, 200, 150, 5",
    "alpha.avif, avif, rgba.png, 300, 220, 0.5",
    "alpha.jxl, jxl, rgba.png, 300, 220, 0",
    "gray16.jxl, jxl, gray16.png, 200, 150, 0",
    "lossy.jxl, jxl, photo-640x480.jpg, 640, 480, 4",
    "animated.jxl, jxl, animated.gif, 200, 160, 0",
    "rotated.heic, heic, exif-6.jpg, 300, 200, 8",
    "rotated.avif, avif, exif-6.jpg, 300, 200, 8",
    "rotated.jxl, jxl, exif-6.jpg, 300, 200, 1",
  })
  void an_image_is_what_it_was_made_from(
      String file, String format, String source, int width, int height, double tolerance)
      throws Exception {
    SystemFormat.of(file).assumeFound();

    var decoded = decode(SystemFormat.bytes(file));

    var original = decoder.decode(Goldens.named(source).source(), Integer.MAX_VALUE).pixels();
    assertThat(decoded.facts().format()).isEqualTo(format);
    assertThat(decoded.facts().width()).isEqualTo(width);
    assertThat(decoded.facts().height()).isEqualTo(height);
    assertThat(decoded.pixels().width()).isEqualTo(width);
    assertThat(decoded.pixels().height()).isEqualTo(height);
    assertThat(TestImages.meanDifference(decoded.pixels(), original))
        .isLessThanOrEqualTo(tolerance);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rotated.heic", "rotated.avif", "rotated.jxl"})
  void a_photo_tells_what_its_camera_wrote_and_is_turned_once(String file) throws Exception {
    SystemFormat.of(file).assumeFound();

    var facts = decode(SystemFormat.bytes(file)).facts();

    assertThat(facts.orientation()).isEqualTo(1); // EXIF says 6, the container has turned it
    assertThat(facts.cameraMake()).contains("Sightline");
    assertThat(facts.cameraModel()).contains("Model One");
    assertThat(facts.taken().orElseThrow().local())
        .isEqualTo(LocalDateTime.of(2024, 2, 29, 23, 59, 58));
    assertThat(facts.taken().orElseThrow().offset()).contains(ZoneOffset.ofHoursMinutes(5, 30));
    assertThat(facts.place().orElseThrow().latitude()).isCloseTo(-33.86, within(1e-9));
    assertThat(facts.place().orElseThrow().longitude()).isCloseTo(151.21, within(1e-9));
  }

  /// The Exif item of the file becomes an item of XMP, followed by the rest of the EXIF block.
  @ParameterizedTest
  @ValueSource(strings = {"rotated.heic", "rotated.avif"})
  void a_heif_tells_what_its_xmp_says(String file) throws Exception {
    SystemFormat.of(file).assumeFound();
    byte[] heif = SystemFormat.bytes(file);
    String text = new String(heif, StandardCharsets.ISO_8859_1);
    put("mime", heif, text.indexOf("Exif\0"));
    put(SHORT_XMP, heif, text.indexOf("II*\0") - 4);

    assertThat(facts(heif).descriptive().title()).contains("Sea");
  }

  @Test
  void a_jpeg_xl_tells_what_its_xmp_says_packed_or_not() throws Exception {
    SystemFormat.JPEG_XL.assumeFound();
    byte[] codestream = SystemFormat.bytes("alpha.jxl");
    byte[] xmp = SHORT_XMP.getBytes(StandardCharsets.ISO_8859_1);

    assertThat(facts(jxl(box("xml ", xmp), codestream)).descriptive().title()).contains("Sea");
    byte[] packed = concat("xml ".getBytes(StandardCharsets.ISO_8859_1), brotli(xmp));
    assertThat(facts(jxl(box("brob", packed), codestream)).descriptive().title()).contains("Sea");
    byte[] broken = concat("xml ".getBytes(StandardCharsets.ISO_8859_1), xmp);
    assertThat(facts(jxl(box("brob", broken), codestream)).descriptive())
        .isEqualTo(DescriptiveMetadata.NONE);
  }

  private ImageFacts facts(byte[] file) throws UnreadableImageException {
    return decoder.facts(ImageSource.ofBytes("file", file));
  }

  private static void put(String text, byte[] file, int at) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(bytes, 0, file, at, bytes.length);
  }

  /// A container of the codestream and one box before it.
  private static byte[] jxl(byte[] box, byte[] codestream) {
    byte[] signature = box("JXL ", new byte[] {0x0D, 0x0A, (byte) 0x87, 0x0A});
    byte[] type = box("ftyp", "jxl \0\0\0\0jxl ".getBytes(StandardCharsets.ISO_8859_1));
    return concat(concat(signature, type), concat(box, box("jxlc", codestream)));
  }

  private static byte[] box(String type, byte[] body) {
    return ByteBuffer.allocate(8 + body.length)
        .putInt(8 + body.length)
        .put(type.getBytes(StandardCharsets.ISO_8859_1))
        .put(body)
        .array();
  }

  /// A Brotli stream (RFC 7932) of one uncompressed meta-block and an empty last one.
  private static byte[] brotli(byte[] bytes) {
    int header = (bytes.length - 1) << 4 | 1 << 20;
    var stream = ByteBuffer.allocate(bytes.length + 4).order(ByteOrder.LITTLE_ENDIAN);
    stream.put((byte) header).put((byte) (header >> 8)).put((byte) (header >> 16));
    return stream.put(bytes).put((byte) 3).array();
  }

  private static byte[] concat(byte[] one, byte[] other) {
    return ByteBuffer.allocate(one.length + other.length).put(one).put(other).array();
  }

  @ParameterizedTest
  @ValueSource(strings = {"odd.heic", "rotated.heic", "rotated.avif", "alpha.avif"})
  void a_heif_cut_anywhere_is_truncated(String file) {
    SystemFormat.of(file).assumeFound();

    assertThatCutsAreTruncated(SystemFormat.bytes(file), 40);
  }

  /// A program is started for each, so there are fewer.
  @ParameterizedTest
  @ValueSource(strings = {"lossy.jxl", "alpha.jxl", "rotated.jxl"})
  void a_jpeg_xl_cut_anywhere_is_truncated(String file) {
    SystemFormat.of(file).assumeFound();

    assertThatCutsAreTruncated(SystemFormat.bytes(file), 6);
  }

  private void assertThatCutsAreTruncated(byte[] whole, int cuts) {
    int shortest = 44; // bytes; a shorter piece may hold no brand or no size
    IntStream.range(0, cuts)
        .map(i -> shortest + i * (whole.length - 1 - shortest) / (cuts - 1))
        .forEach(
            length ->
                assertThat(refusal(decoder, Arrays.copyOf(whole, length)).reason())
                    .as("cut to %,d of %,d bytes", length, whole.length)
                    .isEqualTo(Reason.TRUNCATED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"odd.heic", "alpha.avif", "alpha.jxl"})
  void the_limit_of_pixels_holds(String file) {
    SystemFormat.of(file).assumeFound();
    var strict = ImageDecoder.create(new DecodeLimits(65_999, 1 << 20));

    var refusal = refusal(strict, SystemFormat.bytes(file));

    assertThat(refusal.reason()).isEqualTo(Reason.TOO_LARGE);
    assertThat(refusal).message().startsWith("The image is 3").contains("the limit of 65,999");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "odd.heic | HEIC | libheif (Debian, Ubuntu: apt install libheif1; macOS: brew install"
            + " libheif)",
        "alpha.avif | AVIF | libheif (Debian, Ubuntu: apt install libheif1; macOS: brew install"
            + " libheif)",
        "lossy.jxl | JPEG XL | libjxl's djxl (Debian, Ubuntu: apt install libjxl-tools; macOS: brew"
            + " install jpeg-xl)",
      })
  void without_a_decoder_the_refusal_says_what_to_install(
      String file, String format, String package_) {
    var bare = ImageDecoder.create(DecodeLimits.DEFAULT, SystemDecoders.none());

    var refusal = refusal(bare, SystemFormat.bytes(file));

    assertThat(refusal.reason()).isEqualTo(Reason.DECODER_MISSING);
    assertThat(refusal)
        .hasMessage(
            "This is an image in the format %s, and this system has no decoder for it. Install %s."
                .formatted(format, package_));
  }

  @Test
  void the_decoders_are_one_line_that_tells_machines_apart() {
    SystemFormat.HEIC.assumeFound();
    SystemFormat.JPEG_XL.assumeFound();

    assertThat(SystemDecoders.none().fingerprint())
        .isEqualTo("HEIC: none; AVIF: none; JPEG XL: none");
    assertThat(decoder.systemDecoders())
        .matches("HEIC: libheif \\d.*; AVIF: libheif \\d.*; JPEG XL: djxl \\d.*");
  }

  @Test
  void a_library_that_is_not_there_or_is_another_one_is_no_decoder() {
    assertThat(Libheif.find(List.of("libheif-of-nobody.so.7"))).isEmpty();
    assertThat(Libheif.find(List.of("libc.so.6", "libSystem.dylib", "kernel32.dll"))).isEmpty();
    assertThat(Djxl.find("djxl-of-nobody", Duration.ofSeconds(5))).isEmpty();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // the stand-in is a shell script
  void a_decoder_program_that_never_ends_is_ended(@TempDir Path folder) throws Exception {
    var program = folder.resolve("djxl");
    Files.writeString(
        program,
        "#!/bin/sh\n[ \"$1\" = --version ] && echo 'djxl v9.9' && exit 0\nexec sleep 600\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    var slow = Djxl.find(program.toString(), Duration.ofMillis(200)).orElseThrow();

    var refusal =
        catchThrowableOfType(
            UnreadableImageException.class, () -> slow.decode(SystemFormat.bytes("lossy.jxl")));

    assertThat(slow.version()).isEqualTo("9.9");
    assertThat(refusal.reason()).isEqualTo(Reason.UNREADABLE);
    assertThat(refusal).message().contains("it took longer than 0 seconds");
  }

  private DecodedImage decode(byte[] file) throws UnreadableImageException {
    return decoder.decode(ImageSource.ofBytes("file", file), 448);
  }

  private static UnreadableImageException refusal(ImageDecoder decoder, byte[] file) {
    return catchThrowableOfType(
        UnreadableImageException.class,
        () -> decoder.decode(ImageSource.ofBytes("file", file), 448));
  }
}
