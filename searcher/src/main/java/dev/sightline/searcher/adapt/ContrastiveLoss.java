package dev.sightline.searcher.adapt;

import dev.sightline.base.vectors.Vectors;

/// The CLIP paper's symmetric cross-entropy over a batch of `n` pairs (Radford et al. 2021, figure
/// 3), as a function of a residual map `A` behind the text encoder: a caption's unit vector `t`
/// becomes
/// `(t + A t)` at length one. Each image should prefer its own caption among all of the batch, and
/// each caption its own image. `penalty * |A|^2 / 2` is added, which pulls the map towards the
/// identity.
final class ContrastiveLoss {
  private final float[][] images;
  private final float[][] texts;
  private final double scale;
  private final double penalty;

  /// @param images unit vectors `[n][dimension]`
  /// @param texts the unit vector of each image's caption, `[n][dimension]`
  /// @param scale the logit scale
  /// @param penalty at least 0
  ContrastiveLoss(float[][] images, float[][] texts, double scale, double penalty) {
    if (images.length == 0 || images.length != texts.length) {
      throw new IllegalArgumentException(
          "%d images and %d captions are no pairs".formatted(images.length, texts.length));
    }
    this.images = images;
    this.texts = texts;
    this.scale = scale;
    this.penalty = penalty;
  }

  /// The captions behind a map, and the logits of all pairs.
  private final class Forward {
    final double[][] mapped = new double[texts.length][];
    final double[] lengths = new double[texts.length];
    final double[][] logits = new double[images.length][texts.length]; // [image][text]

    Forward(double[] map) {
      for (int j = 0; j < texts.length; j++) {
        mapped[j] = mapped(map, texts[j]);
        lengths[j] = normalize(mapped[j]);
      }
      for (int i = 0; i < images.length; i++) {
        for (int j = 0; j < texts.length; j++) {
          logits[i][j] = scale * Vectors.dot(images[i], mapped[j]);
        }
      }
    }
  }

  /// The loss, nats a pair, penalty included.
  ///
  /// @param map `A`, row-major `[dimension][dimension]`
  double at(double[] map) {
    double[][] logits = new Forward(map).logits;
    double loss = 0;
    for (int i = 0; i < logits.length; i++) {
      loss += logSum(logits, i, true) + logSum(logits, i, false) - 2 * logits[i][i];
    }
    return loss / (2 * logits.length) + pull(map);
  }

  /// The gradient of the loss by the map.
  ///
  /// @param map `A`, row-major `[dimension][dimension]`
  /// @param gradient is overwritten
  void gradientAt(double[] map, double[] gradient) {
    var forward = new Forward(map);
    double[][] byLogit = gradientByLogits(forward.logits);
    int dimension = images[0].length;
    for (int i = 0; i < map.length; i++) {
      gradient[i] = penalty * map[i];
    }
    for (int j = 0; j < texts.length; j++) {
      double[] unit = forward.mapped[j];
      var byUnit = new double[dimension];
      for (int i = 0; i < images.length; i++) {
        double factor = scale * byLogit[i][j];
        for (int d = 0; d < dimension; d++) {
          byUnit[d] += factor * images[i][d];
        }
      }
      double along = 0; // a change along the vector itself is undone by the normalization
      for (int d = 0; d < dimension; d++) {
        along += byUnit[d] * unit[d];
      }
      for (int d = 0; d < dimension; d++) {
        double by = (byUnit[d] - along * unit[d]) / forward.lengths[j];
        int row = d * dimension;
        for (int e = 0; e < dimension; e++) {
          gradient[row + e] += by * texts[j][e];
        }
      }
    }
  }

  private double pull(double[] map) {
    return penalty * Vectors.dot(map, map) / 2;
  }

  /// `t + A t`.
  private static double[] mapped(double[] map, float[] text) {
    var mapped = new double[text.length];
    for (int d = 0; d < mapped.length; d++) {
      double sum = text[d];
      int row = d * text.length;
      for (int e = 0; e < text.length; e++) {
        sum += map[row + e] * text[e];
      }
      mapped[d] = sum;
    }
    return mapped;
  }

  private static double[][] gradientByLogits(double[][] logits) {
    int n = logits.length;
    var gradient = new double[n][n];
    for (int i = 0; i < n; i++) {
      double row = logSum(logits, i, true);
      double column = logSum(logits, i, false);
      for (int j = 0; j < n; j++) {
        gradient[i][j] += Math.exp(logits[i][j] - row) / (2 * n);
        gradient[j][i] += Math.exp(logits[j][i] - column) / (2 * n);
      }
      gradient[i][i] -= 1.0 / n;
    }
    return gradient;
  }

  /// The logarithm of the sum of the exponentials of a row, or of a column.
  private static double logSum(double[][] logits, int at, boolean row) {
    double highest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < logits.length; k++) {
      highest = Math.max(highest, row ? logits[at][k] : logits[k][at]);
    }
    double sum = 0;
    for (int k = 0; k < logits.length; k++) {
      sum += Math.exp((row ? logits[at][k] : logits[k][at]) - highest);
    }
    return highest + Math.log(sum);
  }

  private static double normalize(double[] vector) {
    double length = Vectors.length(vector);
    for (int d = 0; d < vector.length; d++) {
      vector[d] /= length;
    }
    return length;
  }
}
