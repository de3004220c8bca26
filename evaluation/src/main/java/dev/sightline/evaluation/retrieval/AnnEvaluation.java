package dev.sightline.evaluation.retrieval;

import dev.sightline.library.VectorStorage;
import dev.sightline.searcher.retrieval.Retriever;
import dev.sightline.searcher.retrieval.SearchBudget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// How many of the true nearest neighbours the graph walk finds in a library, and how fast, against
/// comparing every vector. One thread.
public final class AnnEvaluation {
  private static final int[] EF_SEARCH = {16, 32, 64, 128, 256, 512};

  /// Questions asked before the scan is timed.
  private static final int WARM_UP = 100;

  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  private AnnEvaluation() {}

  /// One setting of the walk.
  ///
  /// @param vectors what the walk reads
  /// @param efSearch candidates kept, and rescored where the walk reads coarser vectors
  /// @param recall share of the exact top k that the walk found, 0 to 1
  /// @param qps questions per second on one thread
  /// @param p50 median time of a question, milliseconds
  /// @param p99 time that 99 of 100 questions stay below, milliseconds
  public record Row(
      VectorStorage vectors, int efSearch, double recall, double qps, double p50, double p99) {}

  /// What was measured.
  ///
  /// @param k neighbours asked for
  /// @param queries how many questions
  /// @param images how many vectors there are
  /// @param rows one a setting, by storage and efSearch
  /// @param exactQps questions per second when every vector is compared
  public record Result(int k, int queries, int images, List<Row> rows, double exactQps) {
    /// Copies the list.
    public Result {
      rows = List.copyOf(rows);
    }

    /// This result with the rows of the same images kept another way behind its own.
    public Result with(Result other) {
      return new Result(
          k, queries, images, Stream.concat(rows.stream(), other.rows.stream()).toList(), exactQps);
    }
  }

  /// Asks every question exactly, then with each setting of the walk.
  ///
  /// @param queries unit vectors of the library's dimension, at least one
  /// @param k neighbours asked for, at least 1
  public static Result measure(Retriever library, List<float[]> queries, int k) {
    if (queries.isEmpty()) {
      throw new IllegalArgumentException("there is nothing to measure without a question");
    }
    queries.stream().limit(WARM_UP).forEach(query -> library.scan(query, k, 1));
    var exact = new ArrayList<Set<String>>();
    long start = System.nanoTime();
    for (float[] query : queries) {
      exact.add(ids(library.scan(query, k, 1)));
    }
    double exactQps = queries.size() / ((System.nanoTime() - start) / NANOS_PER_SECOND);
    var rows = new ArrayList<Row>();
    for (int efSearch : EF_SEARCH) {
      if (efSearch >= k) {
        rows.add(row(library, queries, exact, new SearchBudget(k, efSearch)));
      }
    }
    return new Result(k, queries.size(), library.size(), rows, exactQps);
  }

  private static Row row(
      Retriever library, List<float[]> queries, List<Set<String>> exact, SearchBudget budget) {
    queries.forEach(query -> library.nearest(query, budget, 1)); // warm, so that all rows are equal
    var nanos = new long[queries.size()];
    double recall = 0;
    for (int i = 0; i < nanos.length; i++) {
      long start = System.nanoTime();
      var found = library.nearest(queries.get(i), budget, 1);
      nanos[i] = System.nanoTime() - start;
      recall += recall(ids(found), exact.get(i));
    }
    double seconds = Arrays.stream(nanos).sum() / NANOS_PER_SECOND;
    Arrays.sort(nanos);
    return new Row(
        library.state().vectors(),
        budget.efSearch(),
        recall / nanos.length,
        nanos.length / seconds,
        percentile(nanos, 0.50),
        percentile(nanos, 0.99));
  }

  private static double recall(Set<String> found, Set<String> right) {
    if (right.isEmpty()) {
      return 1;
    }
    var both = new HashSet<>(found);
    both.retainAll(right);
    return (double) both.size() / right.size();
  }

  private static double percentile(long[] sorted, double share) {
    int index = (int) Math.ceil(share * sorted.length) - 1;
    return sorted[Math.max(0, index)] / NANOS_PER_MILLI;
  }

  private static Set<String> ids(Retriever.Retrieved found) {
    var ids = new HashSet<String>();
    found.neighbours().forEach(neighbour -> ids.add(neighbour.id()));
    return ids;
  }
}
