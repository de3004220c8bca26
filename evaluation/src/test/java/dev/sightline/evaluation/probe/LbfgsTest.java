package dev.sightline.evaluation.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LbfgsTest {
  @Test
  void finds_the_bottom_of_rosenbrocks_valley() {
    var point = new double[] {-1.2, 1};

    new Lbfgs(LbfgsTest::rosenbrock, 1e-9, 500).minimize(point);

    assertThat(point[0]).isCloseTo(1, within(1e-6));
    assertThat(point[1]).isCloseTo(1, within(1e-6));
  }

  private static double rosenbrock(double[] at, double[] gradient) {
    double across = at[1] - at[0] * at[0];
    gradient[0] = -400 * at[0] * across - 2 * (1 - at[0]);
    gradient[1] = 200 * across;
    return 100 * across * across + (1 - at[0]) * (1 - at[0]);
  }

  @Test
  void finds_the_bottom_of_a_bowl_that_is_ten_thousand_times_as_steep_one_way() {
    var random = new Random(1);
    var point = new double[50];
    for (int i = 0; i < point.length; i++) {
      point[i] = random.nextGaussian();
    }

    new Lbfgs(LbfgsTest::bowl, 1e-8, 2000).minimize(point);

    for (int i = 0; i < point.length; i++) {
      assertThat(point[i]).isCloseTo(i, within(1e-3));
    }
  }

  private static double bowl(double[] at, double[] gradient) {
    double value = 0;
    for (int i = 0; i < at.length; i++) {
      double steepness = Math.pow(10, 4.0 * i / (at.length - 1) - 2);
      gradient[i] = steepness * (at[i] - i);
      value += gradient[i] * (at[i] - i) / 2;
    }
    return value;
  }

  @Test
  void at_the_bottom_already_it_stays() {
    var point = new double[] {1, 1};

    new Lbfgs(LbfgsTest::rosenbrock, 1e-9, 500).minimize(point);

    assertThat(point).containsExactly(1, 1);
  }
}
