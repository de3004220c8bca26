package dev.sightline.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.indexer.report.IndexReport;
import dev.sightline.library.image.Annotations;
import dev.sightline.library.image.CaptureDate;
import dev.sightline.library.image.DateSource;
import dev.sightline.library.image.ImageMetadata.Place;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.lucene.LibraryReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Photos with JSON files of Google Takeout and sidecars of photo managers.
class TakeoutTest {
  @TempDir private Path temporary;
  private PhotoFolder folder;

  @BeforeEach
  void makeAFolder() throws IOException {
    folder = new PhotoFolder(temporary);
  }

  private void write(String name, String text) throws IOException {
    folder.write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private void photo(String name) throws IOException {
    folder.write(name, PhotoFolder.image(1));
  }

  private static String json(String title, String more) {
    return """
    {"title": "%s", "description": "my zeppelin ride",
     "photoTakenTime": {"timestamp": "1258375918", "formatted": "16 Nov 2009, 12:51:58 UTC"},
     "geoData": {"latitude": 0.0, "longitude": 0.0, "altitude": 0.0},
     "geoDataExif": {"latitude": 30.6578, "longitude": 104.0739},
     "people": [{"name": "Ferdinand"}, {"name": "Ada"}], "favorited": true%s}\
    """
        .formatted(title, more);
  }

  private IndexedImage at(String name) {
    try (var reader = LibraryReader.open(folder.library())) {
      return reader.imageAt(folder.photos().resolve(name)).orElseThrow();
    }
  }

  @Test
  void a_takeout_file_tells_date_place_caption_and_people() throws IOException {
    photo("IMG_3397.PNG");
    write("IMG_3397.PNG.supplemental-metadata.json", json("IMG_3397.PNG", ""));

    IndexReport report = folder.index();

    IndexedImage image = at("IMG_3397.PNG");
    assertThat(report.skipped()).isEmpty();
    assertThat(image.date())
        .isEqualTo(
            new CaptureDate(
                LocalDateTime.of(2009, 11, 16, 12, 51, 58),
                Optional.of(ZoneOffset.UTC),
                DateSource.TAKEOUT));
    assertThat(image.place()).contains(new Place(30.6578, 104.0739));
    assertThat(image.annotations().getFirst().captions()).containsExactly("my zeppelin ride");
    assertThat(image.annotations().getFirst().allKeywords()).containsExactly("Ferdinand", "Ada");
  }

  @Test
  void a_takeout_file_that_comes_changes_and_goes_is_followed_without_embedding()
      throws IOException {
    photo("a.png");
    folder.index();
    assertThat(at("a.png").date().source()).isEqualTo(DateSource.FILE);

    write("a.png.json", json("a.png", ""));
    IndexReport come = folder.index();
    assertThat(come.changed()).isEqualTo(1);
    assertThat(at("a.png").date().source()).isEqualTo(DateSource.TAKEOUT);

    write("a.png.json", json("a.png", "").replace("zeppelin", "airship"));
    folder.index();
    assertThat(at("a.png").annotations().stream().flatMap(Annotations::texts))
        .containsExactly("my airship ride");

    Files.delete(folder.photos().resolve("a.png.json"));
    folder.index();
    assertThat(at("a.png").date().source()).isEqualTo(DateSource.FILE);
    assertThat(at("a.png").annotations()).isEmpty();
  }

  @Test
  void a_cut_name_is_decided_by_the_title() throws IOException {
    String cut = "a_name_of_more_than_forty_six_characters_00000";
    photo(cut + "1.png");
    write(cut + ".json", json(cut + "2.png", ""));
    write(cut + "(1).json", json(cut + "1.png", "").replace("zeppelin", "airship"));

    folder.index();

    assertThat(at(cut + "1.png").annotations().getFirst().captions())
        .containsExactly("my airship ride");
  }

  @Test
  void json_that_is_of_no_photo_says_nothing() throws IOException {
    photo("a.png");
    write("a.png.json", "{\"title\": \"a.png\", \"id\": [1, {\"x\": null}]}");
    write("metadata.json", "{\"title\": \"Holiday\", \"date\": {\"timestamp\": \"1258375918\"}}");

    IndexReport report = folder.index();

    assertThat(report.skipped()).isEmpty();
    assertThat(at("a.png").annotations()).isEmpty();
  }

  @Test
  void json_that_is_broken_or_huge_is_told_and_hides_no_photo() throws IOException {
    photo("a.png");
    write("a.png.json", "{\"title\": \"a.png\", ");
    folder.write("a.png.supplemental-metadata.json", new byte[5 << 20]);

    IndexReport report = folder.index();

    assertThat(report.added()).isEqualTo(1);
    assertThat(report.skipped())
        .extracting(it -> it.path().getFileName().toString())
        .containsExactlyInAnyOrder("a.png.json", "a.png.supplemental-metadata.json");
    assertThat(report.skipped())
        .allSatisfy(it -> assertThat(it.detail()).contains("the Takeout file cannot be read"));
  }

  @Test
  void a_placeholder_of_takeout_is_no_date() throws IOException {
    photo("a.png");
    write("a.png.json", json("a.png", "").replace("1258375918", "0"));

    folder.index();

    assertThat(at("a.png").date().source()).isEqualTo(DateSource.FILE);
  }

  @Test
  void a_sidecar_tells_date_and_place_before_a_takeout_file() throws IOException {
    photo("a.png");
    write("a.png.json", json("a.png", ""));
    write(
        "a.xmp",
        """
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
          xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
          xmlns:exif="http://ns.adobe.com/exif/1.0/"
          xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">
        <exif:GPSLongitudeRef>W</exif:GPSLongitudeRef><exif:GPSLongitude>79.077</exif:GPSLongitude>
        <exif:GPSLatitude>43.0764</exif:GPSLatitude><exif:GPSLatitudeRef>N</exif:GPSLatitudeRef>
        <photoshop:DateCreated>2011-07-03T18:22:10+02:00</photoshop:DateCreated>
        </rdf:Description></rdf:RDF></x:xmpmeta>\
        """);

    folder.index();

    assertThat(at("a.png").date())
        .isEqualTo(
            new CaptureDate(
                LocalDateTime.of(2011, 7, 3, 18, 22, 10),
                Optional.of(ZoneOffset.ofHours(2)),
                DateSource.SIDECAR));
    assertThat(at("a.png").place()).contains(new Place(43.0764, -79.077));
    assertThat(at("a.png").annotations().getFirst().allKeywords()).contains("Ada");
  }
}
