package dev.sightline.library.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.sightline.library.image.Embedding;
import dev.sightline.library.image.ImageMetadata;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.image.QuarantinedFile;
import dev.sightline.library.image.StoredVector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyParquetPartTest {
  private static final String MODEL = "the model";

  @TempDir private Path temporary;

  private static StoredVector image(String id, float x, String... paths) {
    var files = new ArrayList<IndexedFile>();
    for (String path : paths) {
      files.add(new IndexedFile(Path.of(path), 1_000 + path.length(), 1_600_000_000_123L, ""));
    }
    var facts =
        new ImageMetadata(
            "jpeg",
            40,
            30,
            1,
            Optional.empty(),
            Optional.empty(),
            Optional.of("Leica"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.of(200),
            OptionalDouble.empty(),
            OptionalDouble.of(1.4));
    return new StoredVector(
        new IndexedImage(id, files, facts),
        MODEL,
        new Embedding(new float[] {x, (float) Math.sqrt(1 - x * x)}));
  }

  private void write(List<StoredVector> images, int announced) throws IOException {
    try (var part =
        NpyParquetPart.create(
            temporary.resolve("a.npy"), temporary.resolve("a.parquet"), announced, 2, false)) {
      for (StoredVector it : images) {
        part.add(it);
      }
    }
  }

  @Test
  void a_part_is_read_as_it_was_written() throws Exception {
    var images =
        List.of(
            image("a".repeat(32), 0.6f, "/photos/a.jpg"),
            image("b".repeat(32), 0.8f, "/photos/b 1.jpg", "/hdfs/nn:8020/b.jpg"));

    write(images, 2);

    var found = new ArrayList<StoredVector>();
    NpyParquetPart.read(
        temporary.resolve("a.npy"), temporary.resolve("a.parquet"), MODEL, found::add);
    assertThat(found)
        .extracting(StoredVector::image)
        .isEqualTo(images.stream().map(StoredVector::image).toList());
    assertThat(found)
        .extracting(StoredVector::vector)
        .containsExactly(images.getFirst().vector(), images.getLast().vector());
  }

  @Test
  void fewer_images_than_announced_are_a_broken_promise() {
    assertThatThrownBy(() -> write(List.of(image("a".repeat(32), 0.6f, "/a.jpg")), 2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("2 rows were announced, 1 written");
  }

  @Test
  void what_was_quarantined_is_a_table_of_its_own() throws Exception {
    Path table = temporary.resolve("quarantine.parquet");
    var file = new IndexedFile(Path.of("/photos/bad.jpg"), 17, 23, "");

    QuarantineTable.write(
        table,
        List.of(new QuarantinedFile(file, "TRUNCATED", "It ends.", 99, "1.0", Optional.empty())));

    try (var reader = ParquetFileReader.open(InputFile.of(table));
        var rows = reader.buildRowReader().build()) {
      rows.next();
      assertThat(rows.getValue("image_path")).isEqualTo("/photos/bad.jpg");
      assertThat(rows.getValue("bytes")).isEqualTo(17L);
      assertThat(rows.getValue("modified")).isEqualTo(23L);
      assertThat(rows.getValue("reason")).isEqualTo("TRUNCATED");
      assertThat(rows.getValue("detail")).isEqualTo("It ends.");
      assertThat(rows.getValue("since")).isEqualTo(99L);
      assertThat(rows.getValue("version")).isEqualTo("1.0");
      assertThat(rows.hasNext()).isFalse();
    }
  }
}
