package dev.sightline.searcher.labels;

/// Solves linear equations whose matrix is symmetric and positive definite, by Cholesky's
/// decomposition.
final class LinearSystem {
  private static final double SMALLEST = 1e-12;

  private LinearSystem() {}

  /// @param matrix symmetric, positive definite; written over
  /// @param right one number a row; read
  /// @return what the matrix times it gives `right`
  static double[] solve(double[][] matrix, double[] right) {
    int n = right.length;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i][j];
        for (int k = 0; k < j; k++) {
          sum -= matrix[i][k] * matrix[j][k];
        }
        matrix[i][j] = i == j ? Math.sqrt(Math.max(sum, SMALLEST)) : sum / matrix[j][j];
      }
    }
    double[] solution = right.clone();
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        solution[i] -= matrix[i][k] * solution[k];
      }
      solution[i] /= matrix[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) {
        solution[i] -= matrix[k][i] * solution[k];
      }
      solution[i] /= matrix[i][i];
    }
    return solution;
  }
}
