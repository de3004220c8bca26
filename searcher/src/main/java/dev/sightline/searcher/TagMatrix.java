package dev.sightline.searcher;

/// Label embeddings laid out so that one image is compared with all of them at once: a column a
/// label, so that the inner loop adds up many labels side by side, which the compiler turns into
/// vector instructions; a dot product label by label would wait for each addition. Immutable.
final class TagMatrix {
  private final float[][] rows;
  private final int labels;

  /// @param embeddings one unit vector a label
  TagMatrix(float[][] embeddings) {
    this.labels = embeddings.length;
    int dimension = embeddings[0].length;
    this.rows = new float[dimension][labels];
    for (int label = 0; label < labels; label++) {
      for (int i = 0; i < dimension; i++) {
        rows[i][label] = embeddings[label][i];
      }
    }
  }

  int labels() {
    return labels;
  }

  /// The cosine of an image with each label.
  ///
  /// @param cosines written over
  void cosines(float[] image, float[] cosines) {
    java.util.Arrays.fill(cosines, 0);
    for (int i = 0; i < rows.length; i++) {
      float weight = image[i];
      float[] row = rows[i];
      for (int label = 0; label < cosines.length; label++) {
        cosines[label] += weight * row[label];
      }
    }
  }
}
