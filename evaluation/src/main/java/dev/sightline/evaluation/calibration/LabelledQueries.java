package dev.sightline.evaluation.calibration;

import dev.sightline.base.vectors.Vectors;
import dev.sightline.searcher.confidence.BackgroundSample;
import java.util.Arrays;
import java.util.List;

/// Queries, images, and which belong together, as cosines. Both belong to groups, a class or a
/// captioned photo; an image matches a query of its own group and no other.
final class LabelledQueries {
  private final double[][] cosines;
  private final int[] groupOfQuery;
  private final int[] groupOfImage;
  private final int groups;
  private final double[] farTail;
  private final double[] bankMean;
  private final double[] bankSpread;

  /// @param queries unit vectors
  /// @param groupOfQuery from 0
  /// @param images unit vectors
  /// @param groupOfImage from 0
  LabelledQueries(
      List<float[]> queries,
      int[] groupOfQuery,
      List<float[]> images,
      int[] groupOfImage,
      BackgroundSample bank) {
    this.groupOfQuery = groupOfQuery.clone();
    this.groupOfImage = groupOfImage.clone();
    this.groups = Arrays.stream(groupOfImage).max().orElse(-1) + 1;
    this.cosines = new double[queries.size()][images.size()];
    this.farTail = new double[queries.size()];
    this.bankMean = new double[queries.size()];
    this.bankSpread = new double[queries.size()];
    for (int q = 0; q < cosines.length; q++) {
      for (int i = 0; i < images.size(); i++) {
        cosines[q][i] = Vectors.dot(queries.get(q), images.get(i));
      }
      farTail[q] = bank.farTail(queries.get(q));
      double[] outside = bank.cosines(queries.get(q));
      bankMean[q] = mean(outside);
      bankSpread[q] = spread(outside);
    }
  }

  int groups() {
    return groups;
  }

  int queries() {
    return cosines.length;
  }

  int images() {
    return groupOfImage.length;
  }

  int groupOf(int query) {
    return groupOfQuery[query];
  }

  int groupOfImage(int image) {
    return groupOfImage[image];
  }

  double farTail(int query) {
    return farTail[query];
  }

  /// A number of the query as so many standard deviations above the bank's mean.
  double overBank(int query, double cosine) {
    return (cosine - bankMean[query]) / bankSpread[query];
  }

  /// The cosines of a query with some images.
  double[] cosines(int query, int[] images) {
    return Arrays.stream(images).mapToDouble(image -> cosines[query][image]).toArray();
  }

  static double mean(double[] numbers) {
    return Arrays.stream(numbers).average().orElse(0);
  }

  /// The standard deviation; 1 where all are equal.
  static double spread(double[] numbers) {
    double mean = mean(numbers);
    double variance =
        Arrays.stream(numbers).map(it -> (it - mean) * (it - mean)).average().orElse(0);
    return variance > 0 ? Math.sqrt(variance) : 1;
  }
}
