package dev.sightline.library.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.library.Examples;
import dev.sightline.library.PathMapping;
import dev.sightline.library.image.Annotations;
import dev.sightline.library.image.Attachments;
import dev.sightline.library.image.CaptureDate;
import dev.sightline.library.image.DateSource;
import dev.sightline.library.image.ImageMetadata;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.IndexedImage;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Which date and place of an image count.
class ImageDateTest {
  private static final LocalDateTime EMBEDDED = LocalDateTime.of(2001, 1, 2, 3, 4, 5);
  private static final LocalDateTime BESIDE = LocalDateTime.of(2002, 1, 2, 3, 4, 5);

  private static CaptureDate date(LocalDateTime local, DateSource source) {
    return new CaptureDate(local, Optional.empty(), source);
  }

  private static IndexedImage image(
      String name, Optional<DateSource> embedded, Optional<DateSource> attachments) {
    ImageMetadata facts =
        embedded
            .map(it -> Examples.bareFacts().withDate(date(EMBEDDED, it)))
            .orElse(Examples.bareFacts());
    IndexedFile file =
        Examples.file("/photos/" + name)
            .with(
                Attachments.NOTHING.withFacts(
                    attachments.map(it -> date(BESIDE, it)), Optional.empty()));
    return new IndexedImage("id", List.of(file), facts);
  }

  @ParameterizedTest(name = "{0} in the file and {1} beside it: {2}")
  @CsvSource({
    "EXIF, SIDECAR, EXIF",
    "GPS, SIDECAR, GPS",
    "XMP, SIDECAR, XMP",
    "IPTC, SIDECAR, SIDECAR",
    "EXIF_MODIFIED, SIDECAR, SIDECAR",
    "PNG, TAKEOUT, PNG",
    "MAKERNOTE, TAKEOUT, TAKEOUT"
  })
  void the_date_of_the_first_source_counts(
      DateSource embedded, DateSource attachments, DateSource counts) {
    CaptureDate date =
        image("IMG_20190311_081502.jpg", Optional.of(embedded), Optional.of(attachments)).date();

    assertThat(date.source()).isEqualTo(counts);
    assertThat(date.local()).isEqualTo(counts == attachments ? BESIDE : EMBEDDED);
  }

  @Test
  void a_date_in_the_name_counts_before_the_time_of_the_file() {
    IndexedImage named = image("IMG_20190311_081502.jpg", Optional.empty(), Optional.empty());

    assertThat(named.date())
        .isEqualTo(date(LocalDateTime.of(2019, 3, 11, 8, 15, 2), DateSource.NAME));
    assertThat(named.taken()).isPresent();
    assertThat(IndexedFields.of(named).has()).contains("date");
    assertThat(IndexedFields.of(named).time()).isEqualTo(named.date().local());
  }

  @Test
  void the_time_of_the_file_is_a_guess() {
    IndexedImage plain = image("a.jpg", Optional.empty(), Optional.empty());

    assertThat(plain.date())
        .isEqualTo(
            date(
                LocalDateTime.ofInstant(
                    java.time.Instant.ofEpochMilli(1_600_000_000_000L), ZoneId.systemDefault()),
                DateSource.FILE));
    assertThat(plain.taken()).isEmpty();
    assertThat(IndexedFields.of(plain).has()).doesNotContain("date");
    assertThat(IndexedFields.of(plain).time()).isEqualTo(plain.date().local());
  }

  @ParameterizedTest
  @EnumSource(DateSource.class)
  void a_source_is_read_as_it_was_written(DateSource source) {
    assertThat(DateSource.of(source.stored())).contains(source);
    assertThat(DateSource.of(source.label()).orElseThrow().label()).isEqualTo(source.label());
  }

  @Test
  void a_place_beside_the_file_stands_in() {
    var place = new ImageMetadata.Place(48.5, 2.25);
    IndexedFile file =
        Examples.file("/photos/a.jpg")
            .with(Attachments.NOTHING.withFacts(Optional.empty(), Optional.of(place)));
    var image = new IndexedImage("id", List.of(file), Examples.bareFacts());

    assertThat(image.place()).contains(place);
    assertThat(IndexedFields.of(image).has()).contains("gps");
    assertThat(IndexedFields.of(image).place()).contains(place);
  }

  @Test
  void further_texts_and_names_are_found_as_words() {
    var written =
        Annotations.NONE.with(
            new Annotations.Further(
                List.of(), List.of("Ada"), List.of("Ann Eagle"), List.of("Ærø")));
    IndexedFile file =
        Examples.file("/photos/a.jpg").with(Attachments.NOTHING.withAnnotations(written));
    var values = IndexedFields.of(new IndexedImage("id", List.of(file), Examples.bareFacts()));

    assertThat(values.keywords()).containsExactly("Ada");
    assertThat(values.captions()).containsExactly("Ann Eagle", "Ærø");
    assertThat(values.has()).as("a creator is no caption").doesNotContain("caption");
  }

  @Test
  void a_file_list_of_files_with_nothing_new_beside_them_is_as_older_programs_wrote_it()
      throws Exception {
    var plain = FileListFormat.encode(List.of(Examples.file("/photos/a.jpg")));
    IndexedFile file =
        Examples.file("/photos/a.jpg")
            .with(
                Attachments.NOTHING.withFacts(
                    Optional.of(date(BESIDE, DateSource.SIDECAR)), Optional.empty()));
    var more = FileListFormat.encode(List.of(file));

    assertThat(FileListFormat.decode(plain)).containsExactly(Examples.file("/photos/a.jpg"));
    assertThat(FileListFormat.decode(more)).containsExactly(file);
    assertThat(more.length).isGreaterThan(plain.length);
  }

  @Test
  void the_make_is_told_once_in_whatever_case() {
    assertThat(camera("samsung", "SAMSUNG ST500")).isEqualTo("SAMSUNG ST500");
    assertThat(camera("SAMSUNG", "SM-G991B")).isEqualTo("SAMSUNG SM-G991B");
  }

  private static String camera(String make, String model) {
    ImageMetadata bare = Examples.bareFacts();
    return new ImageMetadata(
            bare.format(),
            bare.width(),
            bare.height(),
            bare.orientation(),
            bare.taken(),
            bare.takenOffset(),
            Optional.of(make),
            Optional.of(model),
            bare.lens(),
            bare.place(),
            bare.iso(),
            bare.focalLengthMillimetres(),
            bare.aperture())
        .camera()
        .orElseThrow();
  }

  @Test
  void a_moved_root_keeps_the_dates_and_places_beside_its_files() {
    IndexedFile file =
        Examples.file("/photos/a.jpg")
            .with(
                Attachments.NOTHING.withFacts(
                    Optional.of(date(BESIDE, DateSource.SIDECAR)),
                    Optional.of(new ImageMetadata.Place(1, 2))));
    var moved = new PathMapping(Path.of("/photos"), Path.of("/elsewhere")).fileOf(file);

    assertThat(moved.attachments().taken()).isEqualTo(file.attachments().taken());
    assertThat(moved.attachments().place()).isEqualTo(file.attachments().place());
  }
}
