package dev.sightline.library.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.library.Examples;
import dev.sightline.library.image.Annotations;
import dev.sightline.library.image.Attachments;
import dev.sightline.library.image.CaptureDate;
import dev.sightline.library.image.DateSource;
import dev.sightline.library.image.ImageHash;
import dev.sightline.library.image.ImageMetadata;
import dev.sightline.library.image.IndexedImage;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ImageRecordFormatTest {
  /// Written by Sightline before records had a second version.
  private static final String FIRST_VERSION =
      """
      AQAAACAwMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZgAAAKwAAAACAA0vcGhvdG9zL2Eu
      anBnAANrZXkAAAAAAAAACgAAAAAAAAAUAQAAAAphLnhtcCA1IDYKAAAAAAEAAAAHSGFyYm91cgAA
      AAAAAAABAAAADUJvYXRzIGF0IGRhd24AAAACAAAAA3NlYQAAAAXDhnLDuAAAAAEAAAANL3Bob3Rv
      cy9hLmRuZwQADS9waG90b3MvYi5qcGcAAAAAAAAAAAAKAAAAAAAAABUAAAAABGpwZWcAAA+gAAAL
      uAAAAAYAAAABAAAAEzIwMjEtMDctMDNUMTg6MjI6MTAAAAABAAAABiswMjowMAAAAAEAAAAFQ2Fu
      b24AAAABAAAABkVPUyBSNQAAAAEAAAAEUkY1MAAAAAEAAAAENDguNQAAAAEAAAAEMi4yNQAAAAEA
      AAADNDAwAAAAAQAAAAQ1MC4wAAAAAQAAAAMyLjgAAAABAAAABVRpdGxlAAAAAQAAAARUZXh0AAAA
      AAAAAAEAAAAHaG9saWRheQAAAAEAAAABMgAAAAEAAABAMDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3
      ODlhYmNkZWYwMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZg==
      """;

  @Test
  void an_image_of_the_first_version_is_read() throws IOException {
    IndexedImage image =
        ImageRecordFormat.decode(java.util.Base64.getMimeDecoder().decode(FIRST_VERSION));

    assertThat(image.facts().captureDate())
        .contains(
            new CaptureDate(
                LocalDateTime.of(2021, 7, 3, 18, 22, 10),
                Optional.of(ZoneOffset.ofHours(2)),
                DateSource.EXIF));
    assertThat(image.facts().annotations())
        .isEqualTo(
            new Annotations(
                Optional.of("Title"),
                Optional.of("Text"),
                List.of(),
                List.of("holiday"),
                OptionalInt.of(2)));
    assertThat(image.files().getFirst().attachments().annotations())
        .isEqualTo(
            new Annotations(
                Optional.of("Harbour"),
                Optional.empty(),
                List.of("Boats at dawn"),
                List.of("sea", "Ærø"),
                OptionalInt.of(4)));
    assertThat(image.files().getLast().attachments()).isEqualTo(Attachments.NOTHING);
    assertThat(image.facts().hash()).isPresent();
  }

  private static IndexedImage image() {
    return new IndexedImage(
        "id",
        List.of(Examples.file("/photos/a.jpg"), Examples.file("/photos/ü.jpg")),
        new ImageMetadata(
            "webp",
            4000,
            3000,
            6,
            Optional.of(LocalDateTime.of(1826, 1, 1, 0, 0, 0, 999_999_999)),
            Optional.of(ZoneOffset.ofHours(-3)),
            Optional.of(""),
            Optional.of("💡\n"),
            Optional.empty(),
            Optional.of(new ImageMetadata.Place(-33.8, 151.2)),
            OptionalInt.of(100),
            OptionalDouble.empty(),
            OptionalDouble.of(1.8),
            new Annotations(
                Optional.of("title"),
                Optional.empty(),
                List.of("one", "two"),
                List.of("tag"),
                OptionalInt.of(Annotations.REJECTED),
                new Annotations.Further(
                    List.of("Überschrift"), List.of("Ada"), List.of("Ann"), List.of("Ærø"))),
            Optional.of(ImageHash.parse("0123456789abcdef".repeat(4)).orElseThrow()),
            Optional.of(DateSource.MAKERNOTE)));
  }

  @Test
  void an_image_comes_back_as_it_was() throws IOException {
    assertThat(ImageRecordFormat.decode(ImageRecordFormat.encode(image()))).isEqualTo(image());
  }

  @Test
  void bytes_that_were_cut_short_or_are_something_else_are_refused() {
    byte[] bytes = ImageRecordFormat.encode(image());
    for (int length = 0; length < bytes.length; length++) {
      byte[] part = Arrays.copyOf(bytes, length);

      assertThatThrownBy(() -> ImageRecordFormat.decode(part)).isInstanceOf(IOException.class);
    }
    byte[] newer = bytes.clone();
    newer[0] = 9;
    assertThatThrownBy(() -> ImageRecordFormat.decode(newer)).hasMessageContaining("version 9");
  }

  @Test
  void damaged_bytes_never_fail_otherwise_than_by_saying_so() {
    var random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = ImageRecordFormat.encode(image());
      bytes[random.nextInt(1, bytes.length)] = (byte) random.nextInt();
      try {
        ImageRecordFormat.decode(bytes);
      } catch (IOException e) {
        assertThat(e).hasMessageNotContaining("Exception");
      }
    }
  }
}
