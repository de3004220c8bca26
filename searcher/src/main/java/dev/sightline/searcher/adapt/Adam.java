package dev.sightline.searcher.adapt;

/// Steps down a noisy gradient by Adam (Kingma and Ba 2015), with its usual decay rates.
final class Adam {
  private static final double FIRST = 0.9;
  private static final double SECOND = 0.999;
  private static final double SMALL = 1e-8;

  private final double rate;
  private final double[] mean;
  private final double[] square;
  private int steps;

  /// @param rate the length of a step
  Adam(int length, double rate) {
    this.rate = rate;
    this.mean = new double[length];
    this.square = new double[length];
  }

  /// Moves a point.
  ///
  /// @param gradient at the point; read
  void step(double[] point, double[] gradient) {
    steps++;
    double meanCorrection = 1 - Math.pow(FIRST, steps);
    double squareCorrection = 1 - Math.pow(SECOND, steps);
    for (int i = 0; i < point.length; i++) {
      mean[i] = FIRST * mean[i] + (1 - FIRST) * gradient[i];
      square[i] = SECOND * square[i] + (1 - SECOND) * gradient[i] * gradient[i];
      double spread = Math.sqrt(square[i] / squareCorrection) + SMALL;
      point[i] -= rate * (mean[i] / meanCorrection) / spread;
    }
  }
}
