package dev.sightline.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.indexer.report.IndexReport;
import dev.sightline.indexer.report.SkippedFile;
import dev.sightline.library.image.Annotations;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.testkit.Project;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is written about images: in their own files, in sidecars and in caption files.
class AnnotatedPhotosTest {
  @TempDir private Path temporary;
  private PhotoFolder folder;

  @BeforeEach
  void makeAFolder() throws IOException {
    folder = new PhotoFolder(temporary);
  }

  private static String packet(int rating, String keyword) {
    return """
    <?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
    <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
      xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
      xmlns:dc="http://purl.org/dc/elements/1.1/" xmp:Rating="%d">
    <dc:subject><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:subject>
    </rdf:Description></rdf:RDF></x:xmpmeta>
    <?xpacket end="w"?>\
    """
        .formatted(rating, keyword);
  }

  /// A JPEG with an XMP packet put in behind its first marker.
  private static byte[] jpeg(byte[] plain, String packet) {
    byte[] name = "http://ns.adobe.com/xap/1.0/\0".getBytes(StandardCharsets.ISO_8859_1);
    byte[] xml = packet.getBytes(StandardCharsets.UTF_8);
    int length = 2 + name.length + xml.length;
    var bytes = new ByteArrayOutputStream();
    bytes.write(plain, 0, 2);
    bytes.writeBytes(new byte[] {(byte) 0xff, (byte) 0xe1, (byte) (length >> 8), (byte) length});
    bytes.writeBytes(name);
    bytes.writeBytes(xml);
    bytes.write(plain, 2, plain.length - 2);
    return bytes.toByteArray();
  }

  private static byte[] plainJpeg() throws IOException {
    return Files.readAllBytes(Project.goldens("images/photo-640x480.jpg"));
  }

  private IndexedImage at(String name) {
    try (var reader = LibraryReader.open(folder.library())) {
      return reader.imageAt(folder.photos().resolve(name)).orElseThrow();
    }
  }

  private List<String> captions(String name) {
    return at(name).annotations().stream().flatMap(Annotations::texts).toList();
  }

  private List<String> keywords(String name) {
    return at(name).annotations().stream().flatMap(it -> it.keywords().stream()).toList();
  }

  private float[] vector(String name) {
    try (var reader = LibraryReader.open(folder.library())) {
      return reader.stored(at(name).id()).orElseThrow().vector();
    }
  }

  @Test
  void a_rating_that_is_changed_in_the_file_updates_it_and_keeps_the_vector() throws IOException {
    folder.write("a.jpg", jpeg(plainJpeg(), packet(1, "old")));
    folder.index();
    float[] before = vector("a.jpg");
    folder.write("a.jpg", jpeg(plainJpeg(), packet(5, "new")));

    IndexReport report = folder.index();

    assertThat(report.changed()).isEqualTo(1);
    assertThat(report.embedded()).isZero();
    assertThat(at("a.jpg").annotations().getFirst().rating()).hasValue(5);
    assertThat(keywords("a.jpg")).containsExactly("new");
    assertThat(vector("a.jpg")).containsExactly(before);
    assertThat(folder.images()).hasSize(1);
  }

  @Test
  void other_pixels_are_embedded_again() throws IOException {
    folder.write("a.png", PhotoFolder.image(1));
    folder.index();
    folder.write("a.png", PhotoFolder.image(2));

    assertThat(folder.index().embedded()).isEqualTo(1);
  }

  @Test
  void a_sidecar_that_comes_changes_and_goes_is_followed_without_embedding() throws IOException {
    folder.write("IMG_1.JPG", plainJpeg());
    folder.index();
    folder.write("IMG_1.xmp", packet(3, "beach").getBytes(StandardCharsets.UTF_8));

    IndexReport came = folder.index();
    List<String> first = keywords("IMG_1.JPG");
    folder.write("IMG_1.xmp", packet(3, "mountains").getBytes(StandardCharsets.UTF_8));
    IndexReport changed = folder.index();
    List<String> second = keywords("IMG_1.JPG");
    IndexReport still = folder.index();
    Files.delete(folder.photos().resolve("IMG_1.xmp"));
    IndexReport gone = folder.index();

    assertThat(first).containsExactly("beach");
    assertThat(second).containsExactly("mountains");
    assertThat(keywords("IMG_1.JPG")).isEmpty();
    assertThat(List.of(came.changed(), changed.changed(), gone.changed())).containsOnly(1L);
    assertThat(still.unchanged()).isEqualTo(1);
    assertThat(came.embedded() + changed.embedded() + gone.embedded()).isZero();
    assertThat(came.otherFiles()).isZero();
  }

  @Test
  void a_sidecar_that_keeps_the_files_whole_name_counts_before_one_that_keeps_its_stem()
      throws IOException {
    folder.write("a.png", PhotoFolder.image(1));
    folder.write("a.png.xmp", packet(1, "whole").getBytes(StandardCharsets.UTF_8));
    folder.write("a.xmp", packet(2, "stem").getBytes(StandardCharsets.UTF_8));

    folder.index();

    assertThat(keywords("a.png")).containsExactly("whole");
  }

  @Test
  void a_sidecar_that_is_no_xmp_says_nothing_and_hurts_nothing() throws IOException {
    folder.write("a.png", PhotoFolder.image(1));
    folder.write("a.xmp", new byte[] {0, 1, 2});

    IndexReport report = folder.index();

    assertThat(report.added()).isEqualTo(1);
    assertThat(at("a.png").annotations()).isEmpty();
  }

  @Test
  void captions_are_read_from_the_folder_they_lie_in_for_all_that_lies_below() throws IOException {
    folder.write("in/a.png", PhotoFolder.image(1));
    folder.write("in/deep/b.png", PhotoFolder.image(2));
    folder.write("c.png", PhotoFolder.image(3));
    folder.write(
        "in/captions.tsv",
        "a.png\tA dog\n# a remark\na.png\tIt runs\ndeep/b.png\tA cat\n../c.png\tNot from here\n"
            .getBytes(StandardCharsets.UTF_8));

    folder.index();

    assertThat(captions("in/a.png")).containsExactly("A dog", "It runs");
    assertThat(captions("in/deep/b.png")).containsExactly("A cat");
    assertThat(captions("c.png")).isEmpty();
  }

  /// macOS writes names decomposed; people type them composed.
  @Test
  void a_caption_finds_its_photo_in_whichever_unicode_form_the_name_is() throws IOException {
    folder.write("cre\u0300me.png", PhotoFolder.image(1));
    folder.write("brûlée.png", PhotoFolder.image(2));
    folder.write(
        "captions.tsv",
        "crème.png\tA pudding\nbru\u0302le\u0301e.png\tAnother\n".getBytes(StandardCharsets.UTF_8));

    folder.index();

    assertThat(captions("cre\u0300me.png")).containsExactly("A pudding");
    assertThat(captions("brûlée.png")).containsExactly("Another");
  }

  @Test
  void a_changed_caption_updates_its_photo_alone_without_embedding() throws IOException {
    folder.write("a.png", PhotoFolder.image(1));
    folder.write("b.png", PhotoFolder.image(2));
    folder.write("captions.tsv", "a.png\tOne\nb.png\tTwo\n".getBytes(StandardCharsets.UTF_8));
    folder.index();
    folder.write("captions.tsv", "a.png\tOne\nb.png\tThree\n".getBytes(StandardCharsets.UTF_8));

    IndexReport report = folder.index();

    assertThat(report.changed()).isEqualTo(1);
    assertThat(report.unchanged()).isEqualTo(1);
    assertThat(report.embedded()).isZero();
    assertThat(captions("b.png")).containsExactly("Three");
  }

  @Test
  void a_line_that_is_none_is_told_and_the_others_count() throws IOException {
    folder.write("a.png", PhotoFolder.image(1));
    folder.write("captions.tsv", "no tab here\na.png\tA dog\n".getBytes(StandardCharsets.UTF_8));

    IndexReport report = folder.index();

    assertThat(captions("a.png")).containsExactly("A dog");
    assertThat(report.skipped())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.path()).isEqualTo(folder.photos().resolve("captions.tsv"));
              assertThat(it.detail())
                  .isEqualTo("a line is a file, a tab and a caption; 1 are not, such as line 1");
            });
  }

  @Test
  void captions_that_are_not_utf_8_are_told_and_cost_nothing_else() throws IOException {
    folder.write("a.png", PhotoFolder.image(1));
    folder.write("captions.tsv", new byte[] {'a', '\t', (byte) 0xe9, '\n'});

    IndexReport report = folder.index();

    assertThat(report.added()).isEqualTo(1);
    assertThat(report.skipped())
        .singleElement()
        .extracting(SkippedFile::detail)
        .isEqualTo("it is not UTF-8 text; its captions are left out");
  }

  @Test
  void what_is_written_is_ignored_when_asked_until_it_is_asked_for_again() throws IOException {
    folder.write("a.jpg", jpeg(plainJpeg(), packet(4, "embedded")));
    folder.write("captions.tsv", "a.jpg\tA caption\n".getBytes(StandardCharsets.UTF_8));
    folder.index();
    List<String> before = captions("a.jpg");

    IndexReport ignoring = folder.index(PhotoFolder.settings().withCaptions(false), List.of());
    List<Annotations> ignored = at("a.jpg").annotations();
    IndexReport later = folder.index();
    List<Annotations> stillIgnored = at("a.jpg").annotations();
    folder.index(PhotoFolder.settings().withCaptions(true), List.of());

    assertThat(before).containsExactly("A caption");
    assertThat(ignoring.embedded()).isZero();
    assertThat(ignored).isEmpty();
    assertThat(later.unchanged()).isEqualTo(1);
    assertThat(stillIgnored).isEmpty();
    assertThat(captions("a.jpg")).containsExactly("A caption");
    assertThat(keywords("a.jpg")).containsExactly("embedded");
  }

  @Test
  void copies_of_an_image_have_each_what_lies_beside_them() throws IOException {
    folder.write("one/a.png", PhotoFolder.image(1));
    folder.write("two/a.png", PhotoFolder.image(1));
    folder.write("two/captions.tsv", "a.png\tOnly here\n".getBytes(StandardCharsets.UTF_8));
    folder.index();
    List<String> both = captions("one/a.png");
    Files.delete(folder.photos().resolve("two/a.png"));

    folder.index();

    assertThat(both).containsExactly("Only here");
    assertThat(captions("one/a.png")).isEmpty();
  }

  @Test
  void a_photo_that_moves_leaves_its_caption_behind() throws IOException {
    folder.write("one/a.png", PhotoFolder.image(1));
    folder.write("one/captions.tsv", "a.png\tHere\n".getBytes(StandardCharsets.UTF_8));
    folder.index();
    Files.createDirectories(folder.photos().resolve("two"));
    Files.move(folder.photos().resolve("one/a.png"), folder.photos().resolve("two/a.png"));

    IndexReport report = folder.index();

    assertThat(report.moved()).isEqualTo(1);
    assertThat(captions("two/a.png")).isEmpty();
  }

  private Path raw(String name) throws IOException {
    return folder.write(name, RawImageFile.around(plainJpeg()));
  }

  @Test
  void a_raw_file_beside_its_jpeg_is_one_result_with_it() throws IOException {
    folder.write("IMG_1.JPG", plainJpeg());
    Path raw = raw("img_1.dng");

    IndexReport report = folder.index();

    assertThat(report.added()).isEqualTo(1);
    assertThat(report.skipped()).isEmpty();
    assertThat(at("IMG_1.JPG").paths()).containsExactly(folder.photos().resolve("IMG_1.JPG"), raw);
    assertThat(at("img_1.dng")).isEqualTo(at("IMG_1.JPG"));
    assertThat(folder.index().unchanged()).isEqualTo(1);
  }

  @Test
  void a_jpeg_that_comes_later_takes_its_raw_file_in_and_gives_it_back_when_it_goes()
      throws IOException {
    Path raw = raw("a.dng");
    folder.index();
    String alone = at("a.dng").id();
    Path jpeg = folder.write("a.jpg", PhotoFolder.image(7));
    folder.index();
    IndexedImage together = at("a.dng");
    Files.delete(jpeg);

    folder.index();

    assertThat(together.paths()).containsExactly(jpeg, raw);
    assertThat(together.id()).isNotEqualTo(alone);
    assertThat(at("a.dng").id()).isEqualTo(alone);
    assertThat(folder.images()).hasSize(1);
  }

  @Test
  void a_raw_file_that_changes_beside_its_jpeg_embeds_nothing() throws IOException {
    folder.write("a.jpg", plainJpeg());
    Path raw = raw("a.dng");
    folder.index();
    Files.setLastModifiedTime(raw, FileTime.fromMillis(1_000_000));

    IndexReport report = folder.index();

    assertThat(report.embedded()).isZero();
    assertThat(folder.images()).hasSize(1);
  }

  @Test
  void a_raw_file_whose_jpeg_is_broken_is_shown_by_itself() throws IOException {
    Path jpeg = folder.write("a.jpg", "no picture".getBytes(StandardCharsets.UTF_8));
    Path raw = raw("a.dng");

    folder.index();
    IndexReport again = folder.index();
    Optional<IndexedImage> whileBroken = Optional.of(at("a.dng"));
    Files.write(jpeg, plainJpeg());
    folder.index();

    assertThat(again.embedded()).isZero();
    assertThat(whileBroken.orElseThrow().paths()).containsExactly(raw);
    assertThat(folder.images()).hasSize(1);
    assertThat(at("a.dng").paths()).containsExactly(jpeg, raw);
    assertThat(folder.quarantined()).isEmpty();
  }

  @Test
  void a_jpeg_that_breaks_gives_its_raw_file_back() throws IOException {
    Path jpeg = folder.write("a.jpg", plainJpeg());
    Path raw = raw("a.dng");
    folder.index();
    Files.write(jpeg, "no picture".getBytes(StandardCharsets.UTF_8));

    folder.index();

    assertThat(folder.images()).hasSize(1);
    assertThat(at("a.dng").paths()).containsExactly(raw);
  }

  @Test
  void the_still_of_a_live_photo_is_one_result() throws IOException {
    folder.write("IMG_2.JPG", plainJpeg());
    folder.write("IMG_2.MOV", new byte[] {1, 2, 3});

    IndexReport report = folder.index();

    assertThat(report.added()).isEqualTo(1);
    assertThat(report.otherFiles()).isEqualTo(1);
    assertThat(at("IMG_2.JPG").paths()).hasSize(1);
  }
}
