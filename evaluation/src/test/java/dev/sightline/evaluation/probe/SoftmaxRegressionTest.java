package dev.sightline.evaluation.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.library.npy.NpyFile;
import dev.sightline.testkit.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Against `testkit/goldens/probe`, where the same convex problem was solved by Newton's method in
/// numpy.
class SoftmaxRegressionTest {
  private static final Path GOLDENS = Project.goldens("probe");

  private static final int TRAIN = 200;
  private static final int CLASSES = 6;
  private static final double HALF_A_POINT = 0.005;

  /// One line of `expected.tsv`.
  private record Golden(
      double c, double objective, double train, double test, List<Integer> predicted) {
    static Golden of(String line) {
      String[] cells = line.split("\t", -1);
      return new Golden(
          Double.parseDouble(cells[0]),
          Double.parseDouble(cells[1]),
          Double.parseDouble(cells[2]),
          Double.parseDouble(cells[3]),
          Stream.of(cells[4].split(" ")).map(Integer::valueOf).toList());
    }
  }

  static Stream<Golden> goldens() throws Exception {
    return Files.readAllLines(GOLDENS.resolve("expected.tsv")).stream().map(Golden::of);
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void finds_the_minimum_that_newtons_method_finds(Golden golden) throws Exception {
    float[][] rows = NpyFile.read(GOLDENS.resolve("features.npy")).toArray(float[][]::new);
    int[] labels =
        Files.readAllLines(GOLDENS.resolve("labels.txt")).stream()
            .mapToInt(Integer::parseInt)
            .toArray();
    float[][] train = Arrays.copyOf(rows, TRAIN);
    float[][] test = Arrays.copyOfRange(rows, TRAIN, rows.length);
    int[] known = Arrays.copyOf(labels, TRAIN);
    int[] unknown = Arrays.copyOfRange(labels, TRAIN, labels.length);

    var fitted = SoftmaxRegression.zero(CLASSES, rows[0].length).fit(train, known, golden.c());

    double objective = fitted.squares() / 2 + golden.c() * loss(fitted, train, known);
    assertThat(objective / golden.objective()).isCloseTo(1, within(1e-4));
    assertThat(accuracy(fitted, train, known)).isCloseTo(golden.train(), within(HALF_A_POINT));
    assertThat(accuracy(fitted, test, unknown)).isCloseTo(golden.test(), within(HALF_A_POINT));
    assertThat(Stream.of(test).map(fitted::predict)).containsExactlyElementsOf(golden.predicted());
  }

  private static double loss(SoftmaxRegression model, float[][] rows, int[] labels) {
    return IntStream.range(0, rows.length).mapToDouble(i -> model.loss(rows[i], labels[i])).sum();
  }

  private static double accuracy(SoftmaxRegression model, float[][] rows, int[] labels) {
    return IntStream.range(0, rows.length).filter(i -> model.predict(rows[i]) == labels[i]).count()
        / (double) rows.length;
  }

  @Test
  void many_rows_in_parts_give_the_same_answer_every_time() {
    var random = new Random(1);
    var rows = new float[3000][5];
    var labels = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      labels[i] = random.nextInt(3);
      for (int d = 0; d < 5; d++) {
        rows[i][d] = (float) (random.nextGaussian() + (d == labels[i] ? 1 : 0));
      }
    }

    var once = SoftmaxRegression.zero(3, 5).fit(rows, labels, 1);
    var again = SoftmaxRegression.zero(3, 5).fit(rows, labels, 1);

    for (float[] row : rows) {
      assertThat(again.logits(row)).isEqualTo(once.logits(row));
    }
    assertThat(accuracy(once, rows, labels)).isGreaterThan(0.6);
  }

  @Test
  void classes_that_can_be_told_apart_perfectly_are_fitted_without_end() {
    float[][] rows = {{1, 0}, {0.9f, 0.1f}, {0, 1}, {0.1f, 0.9f}};
    int[] labels = {0, 0, 1, 1};

    var fitted = SoftmaxRegression.zero(2, 2).fit(rows, labels, 1e6);

    assertThat(accuracy(fitted, rows, labels)).isEqualTo(1);
    assertThat(fitted.logits(rows[0])).doesNotContain(Double.NaN, Double.POSITIVE_INFINITY);
  }
}
