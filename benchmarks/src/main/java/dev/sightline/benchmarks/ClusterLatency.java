package dev.sightline.benchmarks;

import dev.sightline.cluster.ClusterLibrary;
import dev.sightline.cluster.connection.ClusterAddress;
import dev.sightline.cluster.connection.ClusterSettings;
import dev.sightline.searcher.query.Query;
import dev.sightline.searcher.query.QueryParser;
import dev.sightline.searcher.retrieval.Retriever;
import dev.sightline.searcher.retrieval.Retriever.Neighbour;
import dev.sightline.searcher.retrieval.SearchBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Times the questions that a collection answers, one after the other, and compares what the graphs
/// find with an exact scan of the collection.
///
/// Arguments: address, an .npy file of queries, and a file that takes one time a line, in
/// milliseconds, for [FanOutTail].
public final class ClusterLatency {
  private static final int K = 10;
  private static final int WARM = 200;
  private static final int TIMED = 1_000;
  private static final int COMPARED = 50;

  private ClusterLatency() {}

  /// Prints a row: images, and median, 95th and 99th percentile of plain and of filtered questions,
  /// and recall@10.
  public static void main(String[] arguments) throws IOException {
    List<float[]> queries = QueryVectors.read(Path.of(arguments[1]), TIMED);
    var address = ClusterAddress.parse(arguments[0]);
    Path unused = Path.of("target/learned");
    try (var library = ClusterLibrary.open(address, ClusterSettings.USUAL, unused, true)) {
      Retriever retriever = library.retriever();
      times(retriever, queries, List.of(), WARM);
      double[] plain = times(retriever, queries, List.of(), TIMED);
      List<Query.Filter> filters = QueryParser.parse("size:>0").filters();
      double[] filtered = times(retriever, queries, filters, TIMED / 4);
      System.out.printf(
          Locale.ROOT,
          "| %,d | %s | %s | %.3f |%n",
          library.size(),
          percentiles(plain),
          percentiles(filtered),
          recall(retriever, queries));
      Files.writeString(
          Path.of(arguments[2]),
          Arrays.stream(plain)
              .mapToObj(it -> String.format(Locale.ROOT, "%.4f", it))
              .collect(Collectors.joining("\n", "", "\n")));
    }
  }

  private static double[] times(
      Retriever retriever, List<float[]> queries, List<Query.Filter> filters, int count) {
    var times = new double[count];
    for (int i = 0; i < count; i++) {
      float[] query = queries.get(i % queries.size());
      long start = System.nanoTime();
      retriever.nearest(query, SearchBudget.of(K), 0, filters);
      times[i] = (System.nanoTime() - start) / 1e6;
    }
    return times;
  }

  private static String percentiles(double[] times) {
    var sorted = times.clone();
    Arrays.sort(sorted);
    return String.format(
        Locale.ROOT,
        "%.1f | %.1f | %.1f",
        sorted[sorted.length / 2],
        sorted[(int) (sorted.length * 0.95)],
        sorted[(int) (sorted.length * 0.99)]);
  }

  private static double recall(Retriever retriever, List<float[]> queries) {
    int right = 0;
    for (int i = 0; i < COMPARED; i++) {
      float[] query = queries.get(i);
      var exact = new HashSet<>(ids(retriever.scan(query, K, 1)));
      exact.retainAll(ids(retriever.nearest(query, SearchBudget.of(K), 1)));
      right += exact.size();
    }
    return right / (double) (K * COMPARED);
  }

  private static List<String> ids(Retriever.Retrieved found) {
    return found.neighbours().stream().map(Neighbour::id).toList();
  }
}
