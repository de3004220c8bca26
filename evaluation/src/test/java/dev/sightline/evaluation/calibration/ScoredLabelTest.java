package dev.sightline.evaluation.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.evaluation.metrics.Bootstrap;
import dev.sightline.evaluation.metrics.Estimate;
import dev.sightline.evaluation.metrics.Reliability;
import dev.sightline.testkit.RandomSeeds;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class ScoredLabelTest {
  @ParameterizedTest(name = "seed {0}")
  @RandomSeeds(20)
  void the_area_is_how_often_a_true_sample_beats_a_false_one(long seed) {
    var random = new Random(seed);
    int n = 60;
    double[] scores = random.ints(n, 0, 20).asDoubleStream().toArray(); // with ties
    var labels = new boolean[n];
    for (int i = 0; i < n; i++) {
      labels[i] = i < 2 ? i == 0 : random.nextBoolean();
    }
    double won = 0;
    double pairs = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (labels[i] && !labels[j]) {
          pairs++;
          won += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
        }
      }
    }

    assertThat(new ScoredLabel(scores, labels, new int[n]).auroc(new int[] {1}))
        .isCloseTo(won / pairs, within(1e-12));
  }

  @Test
  void a_unit_that_was_not_drawn_does_not_count() {
    var judged =
        new ScoredLabel(
            new double[] {0.1, 0.9, 0.8, 0.2},
            new boolean[] {false, true, false, true},
            new int[] {0, 0, 1, 1});

    assertThat(judged.auroc(new int[] {1, 0})).isEqualTo(1);
    assertThat(judged.auroc(new int[] {0, 1})).isZero();
    assertThat(judged.auroc(new int[] {0, 0})).isEqualTo(0.5);
    assertThat(judged.weight(true, new int[] {2, 1})).isEqualTo(3);
    assertThat(judged.sum(false, new int[] {1, 2})).isCloseTo(1.7, within(1e-12));
  }

  @Test
  void the_calibration_error_is_the_mean_distance_of_said_and_seen() {
    var reliability = new Reliability();
    reliability.add(0.25, true, 1);
    reliability.add(0.25, false, 3);
    reliability.add(0.9, false, 2);
    reliability.add(1, true, 2);

    assertThat(reliability.error()).isCloseTo((0 * 4 + 0.45 * 4) / 8, within(1e-12));
    assertThat(reliability.bins()).hasSize(2);
  }

  @Test
  void an_interval_holds_the_value_and_is_the_same_for_one_seed() {
    double[] numbers = new Random(7).doubles(50).toArray();

    Estimate first = mean(numbers, 3);

    assertThat(first.value())
        .isCloseTo(Arrays.stream(numbers).average().orElseThrow(), within(1e-12))
        .isBetween(first.low(), first.high());
    assertThat(first.high() - first.low()).isBetween(0.1, 0.3);
    assertThat(mean(numbers, 3)).isEqualTo(first);
  }

  private static Estimate mean(double[] numbers, long seed) {
    return new Bootstrap(new Random(seed), numbers.length)
        .of(
            counts -> {
              double sum = 0;
              for (int i = 0; i < numbers.length; i++) {
                sum += counts[i] * numbers[i];
              }
              return sum / numbers.length;
            });
  }
}
