package dev.sightline.images.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.images.Goldens;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.metadata.xmp.XmpSidecar;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Descriptive metadata in image files and sidecars.
class DescriptiveMetadataTest {
  private static final DescriptiveMetadata WRITTEN =
      DescriptiveMetadata.of(Optional.of("Harbour"), Optional.of("Boats at dawn, Ærø"))
          .withKeywords(List.of("boat", "sea"))
          .or(rated(4));

  private final ImageDecoder decoder = ImageDecoder.create(DecodeLimits.DEFAULT);

  @Test
  void a_jpeg_tells_what_its_xmp_says() throws Exception {
    byte[] file = jpegWith(0xE1, "http://ns.adobe.com/xap/1.0/\0", bytes(xmp("4")));

    assertThat(words(file)).isEqualTo(WRITTEN);
  }

  @Test
  void a_jpeg_tells_what_its_iptc_says() throws Exception {
    var records = new ByteArrayOutputStream();
    records.writeBytes(new byte[] {0x1C, 1, 90, 0, 3, 0x1B, '%', 'G'}); // the texts are UTF-8
    record(records, 5, "Harbour");
    record(records, 120, "Boats at dawn, Ærø");
    record(records, 25, "boat");
    record(records, 25, "sea");
    var blocks = ByteBuffer.allocate(12 + records.size() + (records.size() & 1));
    blocks.put(bytes("8BIM")).putShort((short) 0x0404).putShort((short) 0).putInt(records.size());
    blocks.put(records.toByteArray());

    byte[] file = jpegWith(0xED, "Photoshop 3.0\0", blocks.array());

    assertThat(words(file))
        .isEqualTo(
            DescriptiveMetadata.of(WRITTEN.title(), WRITTEN.description())
                .withKeywords(WRITTEN.keywords()));
  }

  @Test
  void a_png_tells_what_its_xmp_says() throws Exception {
    byte[] png = Goldens.named("photo-341x257.png").bytes();
    var chunk = new ByteArrayOutputStream();
    chunk.writeBytes(bytes("iTXtXML:com.adobe.xmp\0\0\0\0\0"));
    chunk.writeBytes(bytes(xmp("4")));
    var checksum = new CRC32();
    checksum.update(chunk.toByteArray());
    var file = new ByteArrayOutputStream();
    file.write(png, 0, 33); // signature and header
    file.writeBytes(ByteBuffer.allocate(4).putInt(chunk.size() - 4).array());
    file.writeBytes(chunk.toByteArray());
    file.writeBytes(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
    file.write(png, 33, png.length - 33);

    assertThat(words(file.toByteArray())).isEqualTo(WRITTEN);
  }

  @Test
  void a_sidecar_says_the_same(@TempDir Path folder) throws Exception {
    Path sidecar = Files.writeString(folder.resolve("a.xmp"), xmp("4"));

    assertThat(XmpSidecar.read(sidecar).descriptive()).isEqualTo(WRITTEN);
  }

  @ParameterizedTest(name = "a rating of {0} is {1}")
  @CsvSource({"0, 0", "5, 5", "3.0, 3", "4.5, 4", "-1, -1", "6,", "-2,", "good,"})
  void stars_are_0_to_5_and_minus_1_means_rejected(
      String rating, Integer stars, @TempDir Path folder) throws Exception {
    Path sidecar = Files.writeString(folder.resolve("a.xmp"), xmp(rating));

    assertThat(XmpSidecar.read(sidecar).descriptive().rating())
        .isEqualTo(stars == null ? OptionalInt.empty() : OptionalInt.of(stars));
  }

  @Test
  void broken_words_hide_no_image(@TempDir Path folder) throws Exception {
    String cut = xmp("4").substring(0, 200);
    byte[] file = jpegWith(0xE1, "http://ns.adobe.com/xap/1.0/\0", bytes(cut));

    assertThat(words(file)).isEqualTo(DescriptiveMetadata.NONE);
    assertThat(XmpSidecar.read(Files.writeString(folder.resolve("a.xmp"), cut)).descriptive())
        .isEqualTo(DescriptiveMetadata.NONE);
  }

  /// A packet may not make us read other files of the machine.
  @Test
  void an_entity_of_a_file_is_not_read(@TempDir Path folder) throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "secret");
    String packet =
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"%s\">]>".formatted(secret.toUri())
            + xmp("4").replace("Harbour", "&e;");

    DescriptiveMetadata words =
        XmpSidecar.read(Files.writeString(folder.resolve("a.xmp"), packet)).descriptive();

    assertThat(words.title().orElse("")).doesNotContain("secret");
  }

  private static DescriptiveMetadata rated(int stars) {
    var none = DescriptiveMetadata.NONE;
    return new DescriptiveMetadata(
        none.title(),
        none.description(),
        none.texts(),
        none.keywords(),
        none.people(),
        none.creators(),
        none.locations(),
        OptionalInt.of(stars));
  }

  private DescriptiveMetadata words(byte[] file) throws UnreadableImageException {
    return decoder.decode(ImageSource.ofBytes("a picture", file), 64).facts().descriptive();
  }

  private static String xmp(String rating) {
    return """
    <x:xmpmeta xmlns:x="adobe:ns:meta/">
     <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
      <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/" xmp:Rating="%s">
       <dc:title><rdf:Alt><rdf:li xml:lang="x-default">Harbour</rdf:li></rdf:Alt></dc:title>
       <dc:description><rdf:Alt>
        <rdf:li xml:lang="x-default">Boats at dawn, Ærø</rdf:li></rdf:Alt></dc:description>
       <dc:subject><rdf:Bag><rdf:li>boat</rdf:li><rdf:li>sea</rdf:li><rdf:li>boat</rdf:li></rdf:Bag>
       </dc:subject>
      </rdf:Description>
     </rdf:RDF>
    </x:xmpmeta>
    """
        .formatted(rating);
  }

  private static byte[] jpegWith(int marker, String header, byte[] content) {
    byte[] jpeg = Goldens.named("gray.jpg").bytes();
    var file = new ByteArrayOutputStream();
    file.write(jpeg, 0, 2);
    int length = 2 + header.length() + content.length;
    file.writeBytes(new byte[] {(byte) 0xFF, (byte) marker, (byte) (length >> 8), (byte) length});
    file.writeBytes(bytes(header));
    file.writeBytes(content);
    file.write(jpeg, 2, jpeg.length - 2);
    return file.toByteArray();
  }

  private static void record(ByteArrayOutputStream records, int number, String text) {
    byte[] value = bytes(text);
    records.writeBytes(new byte[] {0x1C, 2, (byte) number, 0, (byte) value.length});
    records.writeBytes(value);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
