package dev.sightline.evaluation.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.evaluation.metrics.EvaluationException;
import dev.sightline.testkit.RandomSeeds;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class LogisticRegressionTest {
  private static final double[] TRUE = {3, -2, 0.5, -1};
  private static final int SAMPLES = 100_000;

  @ParameterizedTest(name = "seed {0}")
  @RandomSeeds(3)
  void known_weights_are_found_again(long seed) {
    var random = new Random(seed);
    double[][] rows = rows(random);
    boolean[] labels = labels(rows, random);

    double[] found = LogisticRegression.fit(rows, labels, ones(), 1e-3);

    for (int i = 0; i < TRUE.length; i++) {
      assertThat(found[i]).isCloseTo(TRUE[i], within(0.4));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @RandomSeeds(3)
  void a_known_intercept_is_found_again(long seed) {
    var random = new Random(seed);
    double[][] rows = rows(random);
    boolean[] labels = labels(rows, random);
    double[] offsets = Arrays.stream(rows).mapToDouble(it -> logOdds(it) - TRUE[3]).toArray();

    assertThat(LogisticRegression.intercept(offsets, labels, ones()))
        .isCloseTo(TRUE[3], within(0.1));
  }

  @Test
  void a_sample_that_counts_twice_counts_as_two() {
    double[][] rows = {{0}, {1}, {2}, {3}, {1.5}};
    boolean[] labels = {false, true, false, true, true};
    double[][] repeated = {{0}, {1}, {2}, {3}, {1.5}, {1.5}};
    boolean[] repeatedLabels = {false, true, false, true, true, true};

    assertThat(LogisticRegression.fit(rows, labels, new double[] {1, 1, 1, 1, 2}, 0.5))
        .containsExactly(
            LogisticRegression.fit(repeated, repeatedLabels, new double[] {1, 1, 1, 1, 1, 1}, 0.5),
            within(1e-6));
  }

  @Test
  void classes_that_a_line_parts_still_give_finite_weights() {
    double[][] rows = {{0, 1}, {1, 1}, {2, 1}, {3, 1}};

    double[] found =
        LogisticRegression.fit(
            rows, new boolean[] {false, false, true, true}, new double[] {1, 1, 1, 1}, 1);

    assertThat(found[0]).isPositive().isFinite();
    assertThat(found[1]).isZero(); // a column without spread says nothing
  }

  @Test
  void one_label_alone_cannot_be_fitted() {
    assertThatThrownBy(
            () ->
                LogisticRegression.fit(
                    new double[][] {{1}, {2}}, new boolean[2], new double[] {1, 1}, 1))
        .isInstanceOf(EvaluationException.class)
        .hasMessage("A curve needs matches and others to be fitted to, there are only others.");
  }

  private static double[][] rows(Random random) {
    var rows = new double[SAMPLES][];
    for (int i = 0; i < SAMPLES; i++) {
      rows[i] =
          new double[] {random.nextGaussian(), 5 + 2 * random.nextGaussian(), random.nextDouble()};
    }
    return rows;
  }

  private static boolean[] labels(double[][] rows, Random random) {
    var labels = new boolean[rows.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = random.nextDouble() < LogisticRegression.sigmoid(logOdds(rows[i]));
    }
    return labels;
  }

  private static double logOdds(double[] row) {
    return TRUE[0] * row[0] + TRUE[1] * row[1] + TRUE[2] * row[2] + TRUE[3];
  }

  private static double[] ones() {
    var ones = new double[SAMPLES];
    Arrays.fill(ones, 1);
    return ones;
  }
}
