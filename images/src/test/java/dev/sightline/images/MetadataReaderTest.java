package dev.sightline.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.drew.metadata.exif.makernotes.ReconyxHyperFire2MakernoteDirectory;
import dev.sightline.images.metadata.CaptureTime;
import dev.sightline.images.metadata.CaptureTime.Source;
import dev.sightline.images.metadata.DescriptiveMetadata;
import dev.sightline.images.metadata.ImageFacts;
import dev.sightline.images.metadata.exif.Exif;
import dev.sightline.images.metadata.exif.ExifTimes;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Facts from every place of a file, and which of them counts.
class MetadataReaderTest {
  private static final int DESCRIPTION = 0x010E;
  private static final int CHANGED = 0x0132;
  private static final int ARTIST = 0x013B;
  private static final int RATING = 0x4746;
  private static final int RATING_PERCENT = 0x4749;
  private static final int XP_TITLE = 0x9C9B;
  private static final int XP_COMMENT = 0x9C9C;
  private static final int XP_KEYWORDS = 0x9C9E;
  private static final int XP_SUBJECT = 0x9C9F;
  private static final int TAKEN = 0x9003;
  private static final int OFFSET = 0x9010;
  private static final int COMMENT = 0x9286;
  private static final int GPS_TIME = 7;
  private static final int GPS_DATE = 0x1D;

  @Test
  void texts_of_exif_and_of_windows_are_read() throws Exception {
    var found =
        facts(
                new ExifBlock()
                    .main(DESCRIPTION, "Waves on a zeppelin")
                    .main(ARTIST, "Ann Eagle")
                    .main(XP_TITLE, utf16("Grandfather"))
                    .main(XP_COMMENT, utf16("of 1931"))
                    .main(XP_SUBJECT, utf16("Airships"))
                    .main(XP_KEYWORDS, utf16("zeppelin; airship")))
            .descriptive();

    assertThat(found.title()).contains("Grandfather");
    assertThat(found.description()).contains("Waves on a zeppelin");
    assertThat(found.texts()).containsExactly("Airships", "of 1931");
    assertThat(found.keywords()).containsExactly("zeppelin", "airship");
    assertThat(found.creators()).containsExactly("Ann Eagle");
  }

  @Test
  void lines_of_a_description_stay_apart() throws Exception {
    assertThat(
            facts(new ExifBlock().main(DESCRIPTION, "first\r\nsecond")).descriptive().description())
        .contains("first second");
  }

  @Test
  void a_description_by_the_camera_is_left_out() throws Exception {
    assertThat(
            facts(new ExifBlock().main(DESCRIPTION, "OLYMPUS DIGITAL CAMERA         "))
                .descriptive())
        .isEqualTo(DescriptiveMetadata.NONE);
  }

  @Test
  void a_comment_is_read_in_every_character_code() throws Exception {
    assertThat(comment(code("ASCII\0\0\0", bytes("a zeppelin\0\0")))).isEqualTo("a zeppelin");
    assertThat(comment(code("\0\0\0\0\0\0\0\0", bytes("Ærø")))).isEqualTo("Ærø");
    assertThat(comment(code("UNICODE\0", "Ærø".getBytes(StandardCharsets.UTF_16BE))))
        .isEqualTo("Ærø");
    assertThat(comment(code("UNICODE\0", "Ærø".getBytes(StandardCharsets.UTF_16LE))))
        .isEqualTo("Ærø");
    assertThat(comment(code("UNICODE\0", "飛行船".getBytes(StandardCharsets.UTF_16LE))))
        .isEqualTo("飛行船"); // the block's byte order
    assertThat(comment(code("JIS\0\0\0\0\0", "飛行船".getBytes(Charset.forName("ISO-2022-JP")))))
        .isEqualTo("飛行船");
    assertThat(comment(bytes("no code at all"))).isEqualTo("no code at all");
    assertThat(comment(code("ASCII\0\0\0", new byte[20]))).isEmpty();
    assertThat(comment(code("\0\0\0\0\0\0\0\0", new byte[] {'a', 2, 3, 7, 'b'}))).isEmpty();
  }

  @Test
  void a_rating_of_exif_is_read_in_stars_and_in_percent() throws Exception {
    assertThat(facts(new ExifBlock().main(RATING, 4)).descriptive().rating()).hasValue(4);
    assertThat(facts(new ExifBlock().main(RATING_PERCENT, 75)).descriptive().rating()).hasValue(4);
    assertThat(
            facts(new ExifBlock().main(RATING, 2).main(RATING_PERCENT, 99)).descriptive().rating())
        .hasValue(2);
  }

  @Test
  void the_offset_of_the_file_stands_in_for_that_of_the_moment() throws Exception {
    var taken =
        facts(new ExifBlock().setting(TAKEN, "2024:12:21 23:39:24").setting(OFFSET, "+08:00"))
            .taken()
            .orElseThrow();

    assertThat(taken.offset()).contains(ZoneOffset.ofHours(8));
    assertThat(taken.source()).isEqualTo(Source.EXIF);
  }

  @Test
  void a_gps_date_is_utc_or_on_the_clock_of_the_stated_offset() throws Exception {
    var block = new ExifBlock().gps(GPS_DATE, "2019:07:21").gps(GPS_TIME, 23, 1, 30, 1, 995, 100);
    var taken = facts(block).taken().orElseThrow();

    assertThat(taken.local()).isEqualTo(LocalDateTime.of(2019, 7, 21, 23, 30, 9));
    assertThat(taken.offset()).contains(ZoneOffset.UTC);
    assertThat(taken.source()).isEqualTo(Source.GPS);
    var local = facts(block.setting(OFFSET, "+02:00")).taken().orElseThrow();
    assertThat(local.local()).isEqualTo(LocalDateTime.of(2019, 7, 22, 1, 30, 9));
    assertThat(local.offset()).contains(ZoneOffset.ofHours(2));
  }

  @Test
  void the_date_of_a_change_counts_after_xmp_and_iptc() throws Exception {
    var changed = new ExifBlock().main(CHANGED, "2003:04:05 06:07:08");

    assertThat(facts(changed).taken().orElseThrow().source()).isEqualTo(Source.EXIF_MODIFIED);
    byte[] withIptc =
        Jpegs.with(0xED, "Photoshop 3.0\0", Jpegs.iptc(iptcDate()), changed.into(jpeg()));
    assertThat(read(withIptc).taken().orElseThrow().source()).isEqualTo(Source.IPTC);
    byte[] withXmp =
        Jpegs.with(
            0xE1,
            "http://ns.adobe.com/xap/1.0/\0",
            bytes(Xmp.packet("<xmp:CreateDate>1999-05-05</xmp:CreateDate>")),
            withIptc);
    assertThat(read(withXmp).taken().orElseThrow().source()).isEqualTo(Source.XMP);
  }

  @Test
  void xmp_that_is_too_long_for_one_segment_is_read() throws Exception {
    String name = "0123456789ABCDEF0123456789ABCDEF";
    byte[] extended = bytes(Xmp.packet("<dc:title>" + "far ".repeat(30_000) + "away</dc:title>"));
    byte[] file = jpeg();
    int part = 60_000;
    for (int at = (extended.length - 1) / part * part; at >= 0; at -= part) {
      byte[] data = Arrays.copyOfRange(extended, at, Math.min(at + part, extended.length));
      byte[] head =
          ByteBuffer.allocate(40).put(bytes(name)).putInt(extended.length).putInt(at).array();
      file = Jpegs.with(0xE1, "http://ns.adobe.com/xmp/extension/\0", concat(head, data), file);
    }
    byte[] main = bytes(Xmp.packet(Xmp.bag("dc:subject", "sea") + "<!-- " + name + " -->"));
    byte[] whole = Jpegs.with(0xE1, "http://ns.adobe.com/xap/1.0/\0", main, file);

    assertThat(read(whole).descriptive().title().orElseThrow()).startsWith("far ").endsWith("away");
    assertThat(read(whole).descriptive().keywords()).containsExactly("sea");
    assertThat(read(file).descriptive()).as("nothing names it").isEqualTo(DescriptiveMetadata.NONE);
  }

  @Test
  void a_date_of_iptc_may_lack_its_day() throws Exception {
    byte[] file =
        Jpegs.with(
            0xED, "Photoshop 3.0\0", Jpegs.iptc(Jpegs.record(55, bytes("19310500"))), jpeg());

    assertThat(read(file).taken().orElseThrow().local())
        .isEqualTo(LocalDateTime.of(1931, 5, 1, 0, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "ISO-8859-1"})
  void iptc_is_read_in_both_encodings_without_a_mark(String charset) throws Exception {
    Charset encoding = Charset.forName(charset);
    var records = new ByteArrayOutputStream();
    records.writeBytes(Jpegs.record(25, "Heinrichshütte".getBytes(encoding)));
    records.writeBytes(Jpegs.record(90, "Málaga".getBytes(encoding)));
    records.writeBytes(Jpegs.record(105, "Größe".getBytes(encoding)));
    byte[] file = Jpegs.with(0xED, "Photoshop 3.0\0", Jpegs.iptc(records.toByteArray()), jpeg());

    assertThat(read(file).descriptive().keywords()).containsExactly("Heinrichshütte");
    assertThat(read(file).descriptive().locations()).containsExactly("Málaga");
    assertThat(read(file).descriptive().texts()).containsExactly("Größe");
  }

  @Test
  void a_makernote_s_date_is_read_where_nothing_else_is() {
    var exif = Exif.of(Optional.empty());
    var notes = new ReconyxHyperFire2MakernoteDirectory();
    notes.setString(
        ReconyxHyperFire2MakernoteDirectory.TAG_DATE_TIME_ORIGINAL, "2018:05:06 07:08:09");
    exif.metadata().addDirectory(notes);

    var taken = new ExifTimes(exif).makernoteTime().orElseThrow();
    assertThat(taken.local()).isEqualTo(LocalDateTime.of(2018, 5, 6, 7, 8, 9));
    assertThat(taken.source()).isEqualTo(Source.MAKERNOTE);
  }

  @Test
  void a_place_without_references_is_north_and_east() throws Exception {
    var place =
        facts(new ExifBlock().gps(2, 48, 1, 30, 1, 0, 1).gps(4, 2, 1, 15, 1, 0, 1))
            .place()
            .orElseThrow();

    assertThat(place.latitude()).isCloseTo(48.5, within(1e-9));
    assertThat(place.longitude()).isCloseTo(2.25, within(1e-9));
  }

  @Test
  void seconds_that_are_not_known_lose_no_place() throws Exception {
    var place =
        facts(
                new ExifBlock()
                    .gps(1, "S")
                    .gps(2, 48, 1, 30, 1, 0, 0)
                    .gps(3, "W")
                    .gps(4, 2, 1, 15, 1, 0, 0))
            .place()
            .orElseThrow();

    assertThat(place.latitude()).isCloseTo(-48.5, within(1e-9));
    assertThat(place.longitude()).isCloseTo(-2.25, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0, 0", "0, 1, 0, 1", "48, 0, 2, 1", "91, 1, 2, 1"})
  void a_place_without_degrees_is_absent(int north, int northBy, int east, int eastBy)
      throws Exception {
    assertThat(
            facts(
                    new ExifBlock()
                        .gps(2, north, northBy, 0, 1, 0, 1)
                        .gps(4, east, eastBy, 0, 1, 0, 1))
                .place())
        .isEmpty();
  }

  @Test
  void texts_of_a_png_are_read() throws Exception {
    byte[] file =
        new PngChunks()
            .text("Title", "Caf\u00e9")
            .packedText("Description", "a zeppelin in a png")
            .unicodeText("Comment", "Ærø 猫", true)
            .unicodeText("Author", "Ann Eagle", false)
            .text("Software", "some program")
            .text("Comment", "a second one")
            .into(png());
    var found = read(file).descriptive();

    assertThat(found.title()).contains("Café");
    assertThat(found.description()).contains("a zeppelin in a png");
    assertThat(found.texts()).containsExactly("Ærø 猫");
    assertThat(found.creators()).containsExactly("Ann Eagle");
  }

  @Test
  void a_png_tells_its_time() throws Exception {
    byte[] changed = {7, (byte) 0xE3, 7, 21, 23, 59, 58};
    var time = new PngChunks().add("tIME", changed);

    assertThat(read(time.into(png())).taken().orElseThrow())
        .isEqualTo(
            new CaptureTime(
                LocalDateTime.of(2019, 7, 21, 23, 59, 58),
                Optional.of(ZoneOffset.UTC),
                Source.PNG));
    byte[] created = time.text("Creation Time", "Sun, 3 Jul 2011 18:22:10 +0200").into(png());
    assertThat(read(created).taken().orElseThrow().local())
        .isEqualTo(LocalDateTime.of(2011, 7, 3, 18, 22, 10));
  }

  @Test
  void profiles_of_a_png_as_digits_are_read() throws Exception {
    byte[] exif = concat(bytes("Exif\0\0"), new ExifBlock().make("Canon").bytes());
    byte[] xmp =
        concat(
            bytes("http://ns.adobe.com/xap/1.0/\0"),
            bytes(Xmp.packet(Xmp.bag("dc:subject", "sea"))));
    byte[] iptc = Jpegs.iptc(Jpegs.record(120, bytes("a caption")));

    assertThat(read(new PngChunks().rawProfile("exif", exif).into(png())).cameraMake())
        .contains("Canon");
    assertThat(read(new PngChunks().rawProfile("APP1", exif).into(png())).cameraMake())
        .contains("Canon");
    assertThat(read(new PngChunks().rawProfile("APP1", xmp).into(png())).descriptive().keywords())
        .containsExactly("sea");
    for (String name : new String[] {"iptc", "8bim"}) {
      assertThat(
              read(new PngChunks().rawProfile(name, iptc).into(png())).descriptive().description())
          .contains("a caption");
    }
    byte[] records = Jpegs.record(120, bytes("records alone"));
    assertThat(
            read(new PngChunks().rawProfile("iptc", records).into(png()))
                .descriptive()
                .description())
        .contains("records alone");
  }

  @Test
  void damaged_texts_of_a_png_hide_no_image() throws Exception {
    byte[] file =
        new PngChunks()
            .add("zTXt", bytes("Title\0\0not packed"))
            .add("iTXt", bytes("Title"))
            .add("iTXt", bytes("Title\0"))
            .add("iTXt", bytes("Title\0\1\0en"))
            .add("tEXt", new byte[0])
            .add("tIME", new byte[3])
            .text("Raw profile type exif", "\nexif\n  99\nabc")
            .text("Raw profile type iptc", "\niptc")
            .into(png());

    assertThat(read(file).descriptive()).isEqualTo(DescriptiveMetadata.NONE);
  }

  @Test
  void a_gif_tells_what_its_xmp_says_before_and_behind_the_image() throws Exception {
    byte[] gif = TestImages.encode(TestImages.random(30, 20, 1), "gif");
    var extension = new ByteArrayOutputStream();
    extension.writeBytes(new byte[] {'!', (byte) 0xFF, 11});
    extension.writeBytes(bytes("XMP DataXMP"));
    extension.writeBytes(bytes(Xmp.packet("<dc:title>Ærø</dc:title>")));
    extension.write(1);
    for (int i = 255; i >= 0; i--) {
      extension.write(i);
    }
    extension.write(0);
    byte[] xmp = extension.toByteArray();
    int before = firstImage(gif);
    byte[] first = inserted(gif, before, xmp);
    byte[] last = inserted(gif, gif.length - 1, xmp);

    assertThat(read(first).descriptive().title()).contains("Ærø");
    assertThat(read(last).descriptive().title()).contains("Ærø");
    assertThat(read(Arrays.copyOf(last, last.length - 300)).descriptive().title()).isEmpty();
  }

  @Test
  void a_gif_tells_its_comment() throws Exception {
    byte[] gif = TestImages.encode(TestImages.random(30, 20, 1), "gif");
    byte[] comment = {'!', (byte) 0xFE, 3, 'a', ' ', 'c', 2, 'a', 't', 0};

    assertThat(read(inserted(gif, firstImage(gif), comment)).descriptive().description())
        .contains("a cat");
  }

  @Test
  void a_count_of_entries_that_is_too_large_loses_none_that_are_there() throws Exception {
    byte[] block = new ExifBlock().make("Canon").setting(TAKEN, "2011:07:03 18:22:10").bytes();
    for (int at : new int[] {8, settingsAt(block)}) {
      byte[] wrong = block.clone();
      wrong[at] = (byte) 0xFF;
      wrong[at + 1] = 0x7F;
      var facts = read(Jpegs.with(0xE1, "Exif\0\0", wrong, jpeg()));

      assertThat(facts.cameraMake()).contains("Canon");
      assertThat(facts.taken().orElseThrow().local())
          .isEqualTo(LocalDateTime.of(2011, 7, 3, 18, 22, 10));
    }
  }

  private static int settingsAt(byte[] block) {
    // The second of three entries points at the settings.
    return ByteBuffer.wrap(block).order(java.nio.ByteOrder.LITTLE_ENDIAN).getInt(8 + 2 + 12 + 8);
  }

  private static int firstImage(byte[] gif) {
    int colours = 2 << (gif[10] & 7);
    return 13 + ((gif[10] & 0x80) != 0 ? 3 * colours : 0);
  }

  private static byte[] inserted(byte[] file, int at, byte[] bytes) {
    return concat(
        concat(Arrays.copyOf(file, at), bytes), Arrays.copyOfRange(file, at, file.length));
  }

  private static byte[] iptcDate() {
    return concat(Jpegs.record(55, bytes("20010203")), Jpegs.record(60, bytes("040506+0100")));
  }

  private static String comment(byte[] comment) throws Exception {
    return facts(new ExifBlock().setting(COMMENT, comment)).descriptive().texts().stream()
        .findFirst()
        .orElse("");
  }

  private static byte[] code(String code, byte[] text) {
    return concat(bytes(code), text);
  }

  private static byte[] utf16(String text) {
    return (text + "\0").getBytes(StandardCharsets.UTF_16LE);
  }

  private static byte[] concat(byte[] one, byte[] other) {
    return ByteBuffer.allocate(one.length + other.length).put(one).put(other).array();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] png() throws Exception {
    return TestImages.encode(TestImages.random(30, 20, 1), "png");
  }

  private static byte[] jpeg() throws Exception {
    return TestImages.encode(TestImages.random(30, 20, 1), "jpg");
  }

  private static ImageFacts facts(ExifBlock block) throws Exception {
    return read(block.into(jpeg()));
  }

  private static ImageFacts read(byte[] file) throws Exception {
    return ImageDecoder.create(DecodeLimits.DEFAULT).facts(ImageSource.ofBytes("photo", file));
  }
}
