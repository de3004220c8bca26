package dev.sightline.library.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.library.Examples;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.lucene.LibraryWriter;
import dev.sightline.library.maintenance.LibraryRoots;
import dev.sightline.library.schema.ImageFields;
import dev.sightline.library.schema.WordAnalysis;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.TermQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnotationsTest {
  private static final Annotations EMBEDDED =
      new Annotations(
          Optional.of("Old title"),
          Optional.of("What the camera wrote"),
          List.of(),
          List.of("holiday"),
          OptionalInt.of(2));

  @TempDir Path folder;

  private static IndexedImage image(Attachments... besides) {
    var files =
        java.util.stream.IntStream.range(0, besides.length)
            .mapToObj(i -> Examples.file("/photos/IMG_%d.jpg".formatted(i)).with(besides[i]))
            .toList();
    ImageMetadata bare = Examples.bareFacts();
    var facts =
        new ImageMetadata(
            bare.format(),
            bare.width(),
            bare.height(),
            bare.orientation(),
            bare.taken(),
            bare.takenOffset(),
            bare.cameraMake(),
            bare.cameraModel(),
            bare.lens(),
            bare.place(),
            bare.iso(),
            bare.focalLengthMillimetres(),
            bare.aperture(),
            EMBEDDED);
    return new IndexedImage("id", files, facts);
  }

  private static Annotations keywords(String... keywords) {
    return new Annotations(
        Optional.empty(), Optional.empty(), List.of(), List.of(keywords), OptionalInt.empty());
  }

  private static Attachments with(Annotations annotations) {
    return Attachments.NOTHING.withAnnotations(annotations);
  }

  @Test
  void a_sidecar_counts_before_the_file_itself_field_by_field() {
    var sidecar =
        new Annotations(
            Optional.of("New title"), Optional.empty(), List.of(), List.of(), OptionalInt.of(5));

    assertThat(image(with(sidecar)).annotations())
        .containsExactly(
            new Annotations(
                Optional.of("New title"),
                EMBEDDED.description(),
                List.of(),
                List.of("holiday"),
                OptionalInt.of(5)));
  }

  @Test
  void an_image_at_two_paths_has_what_is_said_at_each_once() {
    assertThat(image(Attachments.NOTHING, Attachments.NOTHING).annotations())
        .containsExactly(EMBEDDED);
    assertThat(image(with(keywords("a")), with(keywords("b"))).annotations())
        .extracting(Annotations::keywords)
        .containsExactly(List.of("a"), List.of("b"));
  }

  @Test
  void what_is_ignored_is_neither_told_nor_found() {
    var ignored = new Attachments("", Annotations.NONE, List.of(), true);
    IndexedImage image = image(ignored);

    assertThat(image.annotations()).isEmpty();
    Examples.library(folder, image);
    assertThat(found(ImageFields.KEYWORD, "holiday")).isZero();
    assertThat(found(ImageFields.NAME, "img")).isEqualTo(1);
  }

  @Test
  void words_of_names_captions_and_keywords_are_found_without_accents_and_case() {
    var written =
        new Annotations(
            Optional.of("Crème brûlée"),
            Optional.empty(),
            List.of("Omas GEBURTSTAG"),
            List.of("Größe"),
            OptionalInt.empty());
    Examples.library(folder, image(with(written)));

    assertThat(found(ImageFields.CAPTION, "brulee")).isEqualTo(1);
    assertThat(found(ImageFields.CAPTION, "geburtstag")).isEqualTo(1);
    assertThat(found(ImageFields.KEYWORD, "grosse")).isEqualTo(1);
    assertThat(found(ImageFields.NAME, "jpg")).isEqualTo(1);
    assertThat(found(ImageFields.NAME, "0")).isEqualTo(1);
  }

  @Test
  void a_companion_is_one_of_the_paths_and_leads_to_its_image() {
    Path raw = Path.of("/photos/IMG_0.CR2");
    var attachments = new Attachments("raw", Annotations.NONE, List.of(raw), false);
    Examples.library(folder, image(attachments));

    try (var reader = LibraryReader.open(folder)) {
      IndexedImage image = reader.imageAt(raw).orElseThrow();
      assertThat(image.paths()).containsExactly(Path.of("/photos/IMG_0.jpg"), raw);
      try (var known = reader.knownFiles()) {
        assertThat(known.lookUp(raw)).as("it is no image of its own").isEmpty();
      }
    }
  }

  @Test
  void a_companion_moves_with_its_root() {
    var attachments =
        new Attachments("raw", Annotations.NONE, List.of(Path.of("/photos/IMG_0.CR2")), false);
    try (var writer = LibraryWriter.open(folder, Examples.MODEL)) {
      writer.setState(
          writer.state().withRoots(List.of(new LibraryRoot(Path.of("/photos"), List.of()))));
      writer.put(image(attachments), Examples.vector(1));
      writer.commit();
    }

    LibraryRoots.move(folder, Path.of("/photos"), Path.of("/elsewhere"));

    try (var reader = LibraryReader.open(folder)) {
      assertThat(reader.image("id").orElseThrow().paths())
          .containsExactly(Path.of("/elsewhere/IMG_0.jpg"), Path.of("/elsewhere/IMG_0.CR2"));
    }
  }

  @Test
  void more_than_five_stars_are_refused() {
    assertThatThrownBy(
            () ->
                new Annotations(
                    Optional.empty(), Optional.empty(), List.of(), List.of(), OptionalInt.of(6)))
        .hasMessage("need 0 to 5 stars, got 6");
  }

  @Test
  void names_are_cut_at_underscores_digits_and_within_camel_case() {
    assertThat(WordAnalysis.words("IMG_1234-summerParty2020.jpeg"))
        .containsExactly("img", "1234", "summer", "party", "2020", "jpeg");
    assertThat(WordAnalysis.words("Ａ 東京 café")).containsExactly("a", "東", "京", "cafe");
    assertThat(WordAnalysis.words("... --- ***")).isEmpty();
  }

  private int found(String field, String word) {
    try (var reader = LibraryReader.open(folder)) {
      return reader.look(searcher -> searcher.count(new TermQuery(new Term(field, word))));
    }
  }
}
