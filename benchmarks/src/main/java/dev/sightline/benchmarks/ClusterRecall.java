package dev.sightline.benchmarks;

import dev.sightline.cluster.ClusterLibrary;
import dev.sightline.cluster.connection.ClusterAddress;
import dev.sightline.cluster.connection.ClusterSettings;
import dev.sightline.searcher.retrieval.Retriever;
import dev.sightline.searcher.retrieval.Retriever.Neighbour;
import dev.sightline.searcher.retrieval.SearchBudget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What a collection's graphs find of the ten nearest images, by the candidates asked for, and how
/// long that takes. The nearest are those of an exact scan of the collection.
///
/// Arguments: address, an .npy file of queries, how many of them, and numbers of candidates.
public final class ClusterRecall {
  private static final int K = 10;
  private static final int WARM = 100;

  private ClusterRecall() {}

  /// Prints a row a number of candidates: recall@10 with its standard error, and median and 95th
  /// percentile of the time of a question, in milliseconds.
  public static void main(String[] arguments) throws IOException {
    List<float[]> queries =
        QueryVectors.read(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
    var address = ClusterAddress.parse(arguments[0]);
    Path unused = Path.of("target/learned");
    try (var library = ClusterLibrary.open(address, ClusterSettings.USUAL, unused, true)) {
      Retriever retriever = library.retriever();
      var exact = new ArrayList<Set<String>>();
      queries.forEach(it -> exact.add(ids(retriever.scan(it, K, 1))));
      for (int i = 0; i < WARM; i++) {
        nearest(retriever, queries.get(i % queries.size()), K);
      }
      System.out.printf(
          "%,d images, %,d queries of %s%n| candidates | recall@10 | median ms | p95 ms"
              + " |%n|---|---|---|---|%n",
          library.size(), queries.size(), Path.of(arguments[1]).getFileName());
      for (String candidates : Arrays.asList(arguments).subList(3, arguments.length)) {
        row(retriever, queries, exact, Integer.parseInt(candidates));
      }
    }
  }

  private static void row(
      Retriever retriever, List<float[]> queries, List<Set<String>> exact, int candidates) {
    var recalls = new double[queries.size()];
    var times = new double[queries.size()];
    for (int i = 0; i < queries.size(); i++) {
      long start = System.nanoTime();
      Retriever.Retrieved found = nearest(retriever, queries.get(i), candidates);
      times[i] = (System.nanoTime() - start) / 1e6;
      var right = new HashSet<>(exact.get(i));
      right.retainAll(ids(found));
      recalls[i] = right.size() / (double) K;
    }
    double mean = Arrays.stream(recalls).average().orElse(0);
    double squares = Arrays.stream(recalls).map(it -> (it - mean) * (it - mean)).sum();
    Arrays.sort(times);
    System.out.printf(
        Locale.ROOT,
        "| %d | %.4f ± %.4f | %.1f | %.1f |%n",
        candidates,
        mean,
        Math.sqrt(squares) / recalls.length,
        times[times.length / 2],
        times[(int) (times.length * 0.95)]);
  }

  private static Retriever.Retrieved nearest(Retriever retriever, float[] query, int candidates) {
    return retriever.nearest(query, new SearchBudget(K, candidates), 1, List.of());
  }

  private static Set<String> ids(Retriever.Retrieved found) {
    var ids = new HashSet<String>();
    found.neighbours().stream().map(Neighbour::id).forEach(ids::add);
    return ids;
  }
}
