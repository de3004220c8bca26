package dev.sightline.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.lucene.LibraryWriter;
import dev.sightline.library.maintenance.LibraryCompaction;
import dev.sightline.library.maintenance.LibraryMerge;
import dev.sightline.library.schema.ImageFields;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The full vectors stay with every vector storage.
class VectorStorageTest {
  private static final int IMAGES = 300;
  private static final String FULL = "Lucene99HnswVectorsFormat";
  private static final String QUANTIZED = "Lucene104HnswBinaryQuantizedVectorsFormat";

  @TempDir private Path temporary;

  @ParameterizedTest
  @EnumSource
  void vectors_come_back_bit_by_bit(VectorStorage storage) {
    Path folder = library("library", storage, 0);

    assertThat(storage(folder)).isEqualTo(storage);
    assertThat(formats(folder))
        .containsExactly(storage == VectorStorage.FLOAT32 ? FULL : QUANTIZED);
    requireVectors(folder, 0);
  }

  @ParameterizedTest
  @EnumSource
  void compacting_rewrites_a_library_whatever_it_was_and_loses_nothing(VectorStorage wanted) {
    for (VectorStorage before : VectorStorage.values()) {
      Path folder = library("from-" + before.text(), before, 0);

      LibraryCompaction.run(folder, wanted);

      assertThat(storage(folder)).isEqualTo(wanted);
      assertThat(formats(folder))
          .containsExactly(wanted == VectorStorage.FLOAT32 ? FULL : QUANTIZED);
      requireVectors(folder, 0);
      try (var reader = LibraryReader.open(folder)) {
        assertThat(reader.statistics().segments()).isEqualTo(1);
      }
    }
  }

  @Test
  void what_comes_later_is_kept_as_the_library_was_told() {
    Path folder = library("library", VectorStorage.INT8, 0);

    try (var writer = LibraryWriter.open(folder, Examples.MODEL)) {
      writer.put(Examples.image("later", "/photos/later.jpg"), Examples.vector(7, 4));
      writer.commit();
    }

    assertThat(formats(folder)).containsExactly(QUANTIZED);
    assertThat(storage(folder)).isEqualTo(VectorStorage.INT8);
  }

  @Test
  void a_library_with_images_refuses_another_storage_and_says_what_to_do() {
    Path folder = library("library", VectorStorage.INT8, 0);

    try (var writer = LibraryWriter.open(folder, Examples.MODEL)) {
      assertThatThrownBy(() -> writer.setVectorStorage(VectorStorage.BIT1))
          .isInstanceOf(LibraryException.class)
          .hasMessageContaining("keeps its vectors as int8, not bit1")
          .hasMessageContaining("library compact --vectors bit1");
      writer.setVectorStorage(VectorStorage.INT8); // as they are
    }
    assertThat(storage(folder)).isEqualTo(VectorStorage.INT8);
  }

  @Test
  void libraries_of_different_storages_are_merged_and_can_then_be_compacted_into_one() {
    Path a = library("a", VectorStorage.BIT1, 0);
    Path b = library("b", VectorStorage.FLOAT32, IMAGES);
    Path both = temporary.resolve("both");

    LibraryMerge.run(List.of(a, b), both, List.of());

    assertThat(storage(both)).isEqualTo(VectorStorage.BIT1);
    requireVectors(both, 0);
    requireVectors(both, IMAGES);
    LibraryCompaction.run(both, VectorStorage.BIT1);
    assertThat(formats(both)).containsExactly(QUANTIZED);
    requireVectors(both, 0);
    requireVectors(both, IMAGES);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4096})
  void vectors_of_one_and_of_4096_dimensions_are_kept_in_every_way(int dimension) {
    for (VectorStorage storage : VectorStorage.values()) {
      Path folder = temporary.resolve(storage.text());
      float[] vector = Examples.vector(3, dimension);
      try (var writer = LibraryWriter.open(folder, Examples.model("wide", "bbbb", dimension))) {
        writer.setVectorStorage(storage);
        writer.put(Examples.image("id", "/photos/a.jpg"), vector);
        writer.commit();
      }
      try (var reader = LibraryReader.open(folder)) {
        assertThat(reader.stored("id").orElseThrow().vector()).isEqualTo(vector);
      }
    }
  }

  @Test
  void a_storage_that_no_one_knows_is_none() {
    assertThat(VectorStorage.of("bit1")).contains(VectorStorage.BIT1);
    assertThat(VectorStorage.of("BIT1")).isEmpty();
    assertThat(VectorStorage.of("int4")).isEmpty();
  }

  private Path library(String name, VectorStorage storage, int from) {
    Path folder = temporary.resolve(name);
    try (var writer = LibraryWriter.open(folder, Examples.MODEL)) {
      writer.setVectorStorage(storage);
      for (int i = from; i < from + IMAGES; i++) {
        writer.put(Examples.image("id" + i, "/photos/%d.jpg".formatted(i)), Examples.vector(i, 4));
        if (i % 100 == 99) {
          writer.commit();
        }
      }
    }
    return folder;
  }

  private static void requireVectors(Path folder, int from) {
    try (var reader = LibraryReader.open(folder)) {
      for (int i = from; i < from + IMAGES; i++) {
        assertThat(reader.stored("id" + i).orElseThrow().vector()).isEqualTo(Examples.vector(i, 4));
      }
    }
  }

  private static VectorStorage storage(Path folder) {
    try (var reader = LibraryReader.open(folder)) {
      return reader.state().vectors();
    }
  }

  /// Lucene's names of the formats that the segments are written in.
  private static Set<String> formats(Path folder) {
    try (var reader = LibraryReader.open(folder)) {
      return reader.look(
          searcher -> {
            var formats = new TreeSet<String>();
            for (var leaf : searcher.getIndexReader().leaves()) {
              var field =
                  leaf.reader().getFieldInfos().fieldInfo(ImageFields.EMBEDDING_OF + "aaaa");
              formats.add(field.getAttribute(PerFieldKnnVectorsFormat.PER_FIELD_FORMAT_KEY));
            }
            return formats;
          });
    }
  }
}
