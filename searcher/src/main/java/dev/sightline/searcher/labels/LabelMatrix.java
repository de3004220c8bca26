package dev.sightline.searcher.labels;

import java.util.Arrays;

/// Label embeddings laid out so that one image is compared with all of them at once: a column a
/// label, so that the inner loop adds up many labels side by side, which the compiler turns into
/// vector instructions; a dot product label by label would wait for each addition. Four numbers of
/// the image are taken at a time, so that sums are read and written a quarter as often. Immutable.
final class LabelMatrix {
  private final float[][] rows;
  private final int labels;

  /// @param embeddings one unit vector a label
  LabelMatrix(float[][] embeddings) {
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
    Arrays.fill(cosines, 0);
    int i = 0;
    for (; i + 3 < rows.length; i += 4) {
      addFour(image, i, cosines);
    }
    for (; i < rows.length; i++) {
      float weight = image[i];
      float[] row = rows[i];
      for (int label = 0; label < cosines.length; label++) {
        cosines[label] += weight * row[label];
      }
    }
  }

  private void addFour(float[] image, int i, float[] cosines) {
    float a = image[i];
    float b = image[i + 1];
    float c = image[i + 2];
    float d = image[i + 3];
    float[] rowA = rows[i];
    float[] rowB = rows[i + 1];
    float[] rowC = rows[i + 2];
    float[] rowD = rows[i + 3];
    for (int label = 0; label < cosines.length; label++) {
      cosines[label] += a * rowA[label] + b * rowB[label] + (c * rowC[label] + d * rowD[label]);
    }
  }
}
