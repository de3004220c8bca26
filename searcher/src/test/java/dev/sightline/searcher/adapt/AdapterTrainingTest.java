package dev.sightline.searcher.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AdapterTrainingTest {
  private static final int DIMENSION = 12;

  private static float[] unit(Random random) {
    var vector = new float[DIMENSION];
    double squares = 0;
    for (int d = 0; d < DIMENSION; d++) {
      vector[d] = (float) random.nextGaussian();
      squares += vector[d] * vector[d];
    }
    for (int d = 0; d < DIMENSION; d++) {
      vector[d] /= (float) Math.sqrt(squares);
    }
    return vector;
  }

  private static float[][] units(int count, Random random) {
    var units = new float[count][];
    for (int i = 0; i < count; i++) {
      units[i] = unit(random);
    }
    return units;
  }

  private static double[] smallMap(Random random) {
    var map = new double[DIMENSION * DIMENSION];
    for (int i = 0; i < map.length; i++) {
      map[i] = 0.1 * random.nextGaussian();
    }
    return map;
  }

  @Test
  void the_gradient_is_that_of_finite_differences() {
    var random = new Random(1);
    var loss = new ContrastiveLoss(units(7, random), units(7, random), 20, 0.3);
    double[] map = smallMap(random);
    var gradient = new double[map.length];
    loss.gradientAt(map, gradient);

    double step = 1e-5;
    for (int i = 0; i < map.length; i++) {
      double[] more = map.clone();
      double[] less = map.clone();
      more[i] += step;
      less[i] -= step;
      double difference = (loss.at(more) - loss.at(less)) / (2 * step);
      assertThat(gradient[i]).as("entry %d", i).isCloseTo(difference, within(1e-6));
    }
  }

  @Test
  void the_loss_is_the_papers_on_two_pairs_worked_by_hand() {
    float[][] axes = {{1, 0}, {0, 1}};
    var right = new ContrastiveLoss(axes, axes, 1, 0);
    var swapped = new ContrastiveLoss(axes, new float[][] {{0, 1}, {1, 0}}, 1, 0);

    // Each softmax is over logits 1 and 0.
    assertThat(right.at(new double[4])).isCloseTo(Math.log(1 + Math.exp(-1)), within(1e-12));
    assertThat(swapped.at(new double[4])).isCloseTo(Math.log(1 + Math.exp(1)), within(1e-12));
  }

  @Test
  void the_penalty_counts_squares() {
    float[][] axes = {{1, 0}, {0, 1}};
    double[] map = {0.5, 0, 0, 0.5}; // both captions grow alike, which is undone

    assertThat(new ContrastiveLoss(axes, axes, 1, 4).at(map))
        .isCloseTo(new ContrastiveLoss(axes, axes, 1, 0).at(map) + 4 * 0.5 / 2, within(1e-12));
  }

  /// Images at random; two captions each, which are the image seen in a mirror, a little off.
  private static CaptionPairs mirrored(int count, boolean mirror, Random random) {
    var images = new ArrayList<float[]>();
    var captions = new ArrayList<List<float[]>>();
    for (int i = 0; i < count; i++) {
      float[] image = unit(random);
      images.add(image);
      captions.add(List.of(caption(image, mirror, random), caption(image, mirror, random)));
    }
    return new CaptionPairs(images, captions);
  }

  private static float[] caption(float[] image, boolean mirror, Random random) {
    float[] caption = unit(random);
    double squares = 0;
    for (int d = 0; d < DIMENSION; d++) {
      float seen = mirror && d < 3 ? -image[d] : image[d];
      caption[d] = seen + 0.3f * caption[d];
      squares += caption[d] * caption[d];
    }
    for (int d = 0; d < DIMENSION; d++) {
      caption[d] /= (float) Math.sqrt(squares);
    }
    return caption;
  }

  @Test
  void a_mirror_between_captions_and_images_is_learned() {
    var learned = AdapterTraining.learn(mirrored(200, true, new Random(1)), 1);

    assertThat(learned.lossAfter()).isLessThan(0.8 * learned.lossBefore());
    var random = new Random(2);
    double before = 0;
    double after = 0;
    for (int i = 0; i < 50; i++) {
      float[] image = unit(random);
      float[] text = caption(image, true, random);
      before += dot(image, text) / 50;
      after += dot(image, learned.adapter().apply(text)) / 50;
    }
    assertThat(after).isGreaterThan(before + 0.1);
  }

  private static double dot(float[] left, float[] right) {
    double sum = 0;
    for (int d = 0; d < left.length; d++) {
      sum += left[d] * right[d];
    }
    return sum;
  }

  @Test
  void where_there_is_nothing_to_learn_the_map_stays_near_the_identity() {
    var learned = AdapterTraining.learn(mirrored(100, false, new Random(1)), 1);

    assertThat(learned.lossAfter()).isLessThanOrEqualTo(learned.lossBefore());
    float[] text = unit(new Random(3));
    assertThat(dot(text, learned.adapter().apply(text))).isGreaterThan(0.9);
  }

  @Test
  void the_same_seed_learns_the_same() {
    float[] text = unit(new Random(3));
    var once = AdapterTraining.learn(mirrored(60, true, new Random(1)), 5);
    var again = AdapterTraining.learn(mirrored(60, true, new Random(1)), 5);

    assertThat(again.adapter().apply(text)).isEqualTo(once.adapter().apply(text));
    assertThat(again.lossAfter()).isEqualTo(once.lossAfter());
  }

  @Test
  void too_few_images_are_refused() {
    assertThatThrownBy(() -> AdapterTraining.learn(mirrored(19, true, new Random(1)), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("need at least 20 images, got 19");
  }
}
