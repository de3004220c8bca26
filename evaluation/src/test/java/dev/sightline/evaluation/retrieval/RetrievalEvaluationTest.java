package dev.sightline.evaluation.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.base.vectors.Vectors;
import dev.sightline.evaluation.metrics.EvaluationException;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.models.ClipModel;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.testkit.Project;
import dev.sightline.testkit.RandomSeeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

class RetrievalEvaluationTest {
  private static final Path PROJECT = Project.root();

  private static final float[] EAST = {1, 0};
  private static final float[] NORTH = {0, 1};

  @Test
  void captions_on_their_own_images_are_all_found_first() {
    var result =
        RetrievalEvaluation.rank(List.of(EAST, NORTH), List.of(EAST, NORTH), List.of(0, 1));

    assertThat(result)
        .isEqualTo(
            new RetrievalEvaluation.Result(
                new RankedRecall(1, 1, 1, 1), new RankedRecall(1, 1, 1, 1), 2, 2));
  }

  @Test
  void swapped_captions_are_all_found_second() {
    var result =
        RetrievalEvaluation.rank(List.of(EAST, NORTH), List.of(NORTH, EAST), List.of(0, 1));

    assertThat(result.textToImage()).isEqualTo(new RankedRecall(0, 1, 1, 2));
    assertThat(result.imageToText()).isEqualTo(new RankedRecall(0, 1, 1, 2));
  }

  @Test
  void a_tie_counts_against_a_model_that_gives_everything_the_same_vector() {
    var same = Collections.nCopies(20, EAST);
    var owners = new ArrayList<Integer>();
    for (int i = 0; i < 20; i++) {
      owners.add(i);
    }

    var result = RetrievalEvaluation.rank(same, same, owners);

    assertThat(result.textToImage()).isEqualTo(new RankedRecall(0, 0, 0, 20));
    assertThat(result.imageToText()).isEqualTo(new RankedRecall(0, 0, 0, 20));
  }

  @Test
  void an_image_is_judged_by_the_best_of_its_captions() {
    var captions = List.of(NORTH, EAST, NORTH);

    var result = RetrievalEvaluation.rank(List.of(EAST, NORTH), captions, List.of(0, 0, 1));

    // The first caption ranks its image second; the image has the second caption before all others.
    assertThat(result.textToImage().r1()).isEqualTo(2 / 3.0);
    assertThat(result.imageToText().r1()).isEqualTo(0.5);
    assertThat(result.images()).isEqualTo(2);
    assertThat(result.captions()).isEqualTo(3);
  }

  @ParameterizedTest(name = "seed {0}")
  @RandomSeeds(50)
  void ranks_are_those_of_sorting_everything(long seed) {
    var random = new Random(seed);
    var images = new ArrayList<float[]>();
    var captions = new ArrayList<float[]>();
    var owners = new ArrayList<Integer>();
    for (int image = random.nextInt(1, 15); image > 0; image--) {
      for (int caption = random.nextInt(1, 4); caption > 0; caption--) {
        captions.add(coarse(random));
        owners.add(images.size());
      }
      images.add(coarse(random));
    }

    var result = RetrievalEvaluation.rank(images, captions, owners);

    assertThat(result.textToImage()).isEqualTo(textToImage(images, captions, owners));
    assertThat(result.imageToText()).isEqualTo(imageToText(images, captions, owners));
  }

  /// Few different vectors, so that there are ties.
  private static float[] coarse(Random random) {
    return new float[] {random.nextInt(-2, 3), random.nextInt(-2, 3)};
  }

  private static RankedRecall textToImage(
      List<float[]> images, List<float[]> captions, List<Integer> owners) {
    var ranks = new int[captions.size()];
    for (int caption = 0; caption < ranks.length; caption++) {
      var scores = new ArrayList<Double>();
      for (float[] image : images) {
        scores.add(Vectors.dot(captions.get(caption), image));
      }
      ranks[caption] = lastPlace(scores, scores.get(owners.get(caption)));
    }
    return RankedRecall.of(ranks);
  }

  private static RankedRecall imageToText(
      List<float[]> images, List<float[]> captions, List<Integer> owners) {
    var ranks = new int[images.size()];
    for (int image = 0; image < ranks.length; image++) {
      double best = Double.NEGATIVE_INFINITY;
      var others = new ArrayList<Double>();
      for (int caption = 0; caption < captions.size(); caption++) {
        double score = Vectors.dot(captions.get(caption), images.get(image));
        if (owners.get(caption) == image) {
          best = Math.max(best, score);
        } else {
          others.add(score);
        }
      }
      others.add(best);
      ranks[image] = lastPlace(others, best);
    }
    return RankedRecall.of(ranks);
  }

  /// The place of a score in falling order, behind its equals.
  private static int lastPlace(List<Double> scores, double score) {
    var falling = scores.stream().sorted(Collections.reverseOrder()).toList();
    return falling.lastIndexOf(score) + 1;
  }

  @Test
  void the_bundled_model_is_measured_on_the_sample_photos() throws Exception {
    var captions = Captions.read(PROJECT.resolve("sample-data/captions.tsv"));
    try (var model = model()) {
      var result = RetrievalEvaluation.measure(model, decoder(), captions);

      // Measured: 27 of 66 photos come first by their captions, the middle one second.
      assertThat(result.images()).isEqualTo(66);
      assertThat(result.captions()).isEqualTo(66);
      assertThat(result.textToImage().r1()).isBetween(25 / 66.0, 29 / 66.0);
      assertThat(result.textToImage().medianRank()).isBetween(1.0, 3.0);
      assertThat(result.imageToText().r10()).isGreaterThan(0.7);
    }
  }

  @Test
  void an_image_that_cannot_be_read_is_named(@TempDir Path folder) throws Exception {
    Path broken = Files.writeString(folder.resolve("broken.jpg"), "These are words, no picture.");
    Path tsv = Files.writeString(folder.resolve("captions.tsv"), "broken.jpg\ta dog\n");
    var captions = Captions.read(tsv);
    try (var model = model()) {
      assertThatThrownBy(() -> RetrievalEvaluation.measure(model, decoder(), captions))
          .isInstanceOf(EvaluationException.class)
          .hasMessageStartingWith(broken + " cannot be measured: ");
    }
  }

  private static ClipModel model() {
    return ClipModel.open(PROJECT.resolve("models/sightline-tiny"), ModelOptions.DEFAULT);
  }

  private static ImageDecoder decoder() {
    return ImageDecoder.create(DecodeLimits.DEFAULT);
  }
}
