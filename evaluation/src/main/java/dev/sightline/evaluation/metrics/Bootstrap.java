package dev.sightline.evaluation.metrics;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/// Percentile intervals of anything that is measured on units, by drawing as many units again, with
/// replacement, from each kind (Efron and Tibshirani 1993, chapter 13).
public final class Bootstrap {
  private static final int DRAWS = 300;
  private static final double TAIL = 0.025;

  private final int[][] draws;
  private final int units;

  /// @param random the same seed gives the same intervals
  /// @param kinds how many units there are of each kind; units are numbered through all kinds
  public Bootstrap(Random random, int... kinds) {
    this.units = Arrays.stream(kinds).sum();
    this.draws = new int[DRAWS][units];
    for (int[] counts : draws) {
      int first = 0;
      for (int size : kinds) {
        for (int i = 0; i < size; i++) {
          counts[first + random.nextInt(size)]++;
        }
        first += size;
      }
    }
  }

  /// Measures with all units once, and with each draw.
  ///
  /// @param statistic of how often each unit counts
  public Estimate of(ToDoubleFunction<int[]> statistic) {
    var once = new int[units];
    Arrays.fill(once, 1);
    double[] sorted = Arrays.stream(draws).mapToDouble(statistic).sorted().toArray();
    return new Estimate(
        statistic.applyAsDouble(once),
        sorted[(int) (TAIL * DRAWS)],
        sorted[(int) ((1 - TAIL) * DRAWS) - 1]);
  }
}
