package dev.sightline.benchmarks;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.apache.lucene.util.VectorUtil;

/// The true nearest neighbours, by comparing everything with everything: what recall is measured
/// against.
final class NearestByScan {
  private record Near(int number, float cosine) {}

  private NearestByScan() {}

  /// The numbers of the k nearest vectors of each query, sorted by number.
  ///
  /// @param vectors numbered 0 to `count`, not included; each is made once
  static List<int[]> of(List<float[]> queries, SyntheticVectors vectors, int count, int k) {
    var best =
        queries.stream()
            .map(query -> new PriorityQueue<>(k, Comparator.comparing(Near::cosine)))
            .toList();
    int block = 1_000;
    for (int from = 0; from < count; from += block) {
      int first = from;
      float[][] some =
          IntStream.range(from, Math.min(count, from + block))
              .parallel()
              .mapToObj(vectors::vector)
              .toArray(float[][]::new);
      IntStream.range(0, queries.size())
          .parallel()
          .forEach(q -> offer(best.get(q), queries.get(q), some, first, k));
    }
    return best.stream().map(it -> it.stream().mapToInt(Near::number).sorted().toArray()).toList();
  }

  private static void offer(
      PriorityQueue<Near> best, float[] query, float[][] some, int first, int k) {
    for (int i = 0; i < some.length; i++) {
      float cosine = VectorUtil.dotProduct(query, some[i]);
      if (best.size() < k) {
        best.add(new Near(first + i, cosine));
      } else if (cosine > best.element().cosine()) {
        best.remove();
        best.add(new Near(first + i, cosine));
      }
    }
  }

  /// The numbers of the nearest few of some vectors, the nearest first.
  static int[] among(float[] query, List<float[]> vectors, int k) {
    return IntStream.range(0, vectors.size())
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -VectorUtil.dotProduct(query, vectors.get(i))))
        .limit(k)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /// Puts several rankings together without repeats.
  static int[] union(List<int[]> rankings) {
    return rankings.stream().flatMapToInt(Arrays::stream).distinct().toArray();
  }
}
