package dev.sightline.evaluation.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.library.LibraryModel;
import dev.sightline.library.image.ImageMetadata;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.lucene.LibraryWriter;
import dev.sightline.searcher.lucene.LuceneRetriever;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnEvaluationTest {
  private static final int DIMENSION = 8;

  @TempDir private Path folder;

  @Test
  void recall_is_1_where_every_image_is_examined() {
    var result = measure(distinct(12), distinct(5), 10);

    assertThat(result.images()).isEqualTo(12);
    assertThat(result.queries()).isEqualTo(5);
    assertThat(result.k()).isEqualTo(10);
    assertThat(result.exactQps()).isPositive();
    assertThat(result.rows())
        .extracting(AnnEvaluation.Row::efSearch)
        .containsExactly(16, 32, 64, 128, 256, 512);
    assertThat(result.rows())
        .allSatisfy(
            row -> {
              assertThat(row.recall()).isEqualTo(1);
              assertThat(row.qps()).isPositive();
              assertThat(row.p50()).isPositive().isLessThanOrEqualTo(row.p99());
            });
  }

  @Test
  void recall_is_1_also_where_many_images_are_equally_near() {
    var alike = new ArrayList<float[]>();
    for (int i = 0; i < 12; i++) {
      alike.addAll(distinct(1));
    }

    assertThat(measure(alike, distinct(3), 5).rows())
        .allSatisfy(row -> assertThat(row.recall()).isEqualTo(1));
  }

  @Test
  void a_walk_that_keeps_fewer_candidates_than_are_wanted_is_left_out() {
    var result = measure(distinct(100), distinct(3), 100);

    assertThat(result.rows())
        .extracting(AnnEvaluation.Row::efSearch)
        .containsExactly(128, 256, 512);
  }

  @Test
  void more_neighbours_than_images_are_all_of_them() {
    assertThat(measure(distinct(4), distinct(2), 10).rows())
        .allSatisfy(row -> assertThat(row.recall()).isEqualTo(1));
  }

  @Test
  void without_a_question_there_is_nothing_to_measure() {
    assertThatThrownBy(() -> measure(distinct(3), List.of(), 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is nothing to measure without a question");
  }

  @Test
  void an_empty_library_misses_nothing() {
    assertThat(measure(List.of(), distinct(2), 10).rows())
        .allSatisfy(row -> assertThat(row.recall()).isEqualTo(1));
  }

  private AnnEvaluation.Result measure(List<float[]> images, List<float[]> queries, int k) {
    var model = new LibraryModel("random", "ffff", "ffff", DIMENSION, "");
    try (var writer = LibraryWriter.open(folder, model)) {
      for (int i = 0; i < images.size(); i++) {
        writer.put(image("id" + i), images.get(i));
      }
      writer.commit();
    }
    try (var reader = LibraryReader.open(folder)) {
      return AnnEvaluation.measure(new LuceneRetriever(reader), queries, k);
    }
  }

  private static List<float[]> distinct(int count) {
    var random = new Random(1);
    var vectors = new ArrayList<float[]>();
    for (int i = 0; i < count; i++) {
      var vector = new float[DIMENSION];
      double squares = 0;
      for (int d = 0; d < DIMENSION; d++) {
        vector[d] = (float) random.nextGaussian();
        squares += vector[d] * vector[d];
      }
      for (int d = 0; d < DIMENSION; d++) {
        vector[d] /= (float) Math.sqrt(squares);
      }
      vectors.add(vector);
    }
    return vectors;
  }

  private static IndexedImage image(String id) {
    return new IndexedImage(
        id,
        List.of(new IndexedFile(Path.of("/" + id), 1, 1, "")),
        new ImageMetadata(
            "jpeg",
            1,
            1,
            1,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty()));
  }
}
