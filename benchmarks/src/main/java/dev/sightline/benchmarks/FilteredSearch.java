package dev.sightline.benchmarks;

import dev.sightline.library.LibraryModel;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.lucene.LibraryWriter;
import dev.sightline.searcher.lucene.LuceneRetriever;
import dev.sightline.searcher.query.Query;
import dev.sightline.searcher.query.QueryParser;
import dev.sightline.searcher.retrieval.Retriever;
import dev.sightline.searcher.retrieval.SearchBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Search within a filter: the graph with a filter against an exact scan of what passes it, at the
/// same questions, as the filter lets less and less pass. Says which is faster, and what the graph
/// misses.
///
/// Run: `benchmarks/run.sh filters [IMAGES [NPY]]`. Table:
/// `docs/explanation/performance/vector-search.md`.
public final class FilteredSearch {
  private static final int K = 10;
  private static final int QUERIES = 40;
  private static final int FIRST_QUERY = 100_000_000; // beyond the images: not one of them

  /// Widths are spread evenly over so many pixels, which makes any share a filter.
  private static final int WIDTHS = 10_000;

  private static final List<Integer> SHARES = List.of(10_000, 5_000, 1_000, 500, 200, 100, 10, 1);

  private FilteredSearch() {}

  /// `FOLDER IMAGES DIM|NPY`
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    int images = Integer.parseInt(arguments[1]);
    SyntheticVectors vectors = SyntheticLibrary.vectors(arguments[2]);
    if (!Files.exists(folder)) {
      build(folder, images, vectors);
    }
    try (var reader = LibraryReader.open(folder)) {
      var retriever = new LuceneRetriever(reader);
      System.out.println(
          "| passes | images | scan ms | graph ms | graph / scan | recall@10 of the graph |");
      System.out.println("|---|---|---|---|---|---|");
      for (int share : SHARES) {
        System.out.println(row(retriever, vectors, share));
      }
    }
  }

  private static void build(Path folder, int images, SyntheticVectors vectors) {
    try (var writer = LibraryWriter.open(folder, LibraryModel.synthetic(vectors.dimension()))) {
      for (int number = 0; number < images; number++) {
        writer.put(
            SyntheticPhotos.ofWidth(number, number * 7919L % WIDTHS), vectors.vector(number));
      }
      writer.commit();
      writer.compact();
    }
  }

  private static String row(Retriever retriever, SyntheticVectors vectors, int share) {
    List<Query.Filter> filters =
        share == WIDTHS ? List.of() : QueryParser.parse("width:<" + share).filters();
    var queries = new ArrayList<float[]>();
    for (int i = 0; i < QUERIES; i++) {
      queries.add(vectors.vector(FIRST_QUERY + i));
    }
    Function<float[], Retriever.Retrieved> scan = q -> retriever.scan(q, K, -1, filters);
    Function<float[], Retriever.Retrieved> graph =
        q -> retriever.nearest(q, SearchBudget.of(K), -1, filters);
    var scans = new double[QUERIES];
    var walks = new double[QUERIES];
    for (int i = 0; i < QUERIES; i++) { // warms up; by turns, so that both meet the same machine
      timed(scan, queries.get(i), scans, i);
      timed(graph, queries.get(i), walks, i);
    }
    double found = 0;
    double all = 0;
    for (int i = 0; i < QUERIES; i++) {
      var exact = timed(scan, queries.get(i), scans, i);
      var walked = timed(graph, queries.get(i), walks, i);
      var both = new HashSet<>(exact);
      both.retainAll(walked);
      found += both.size();
      all += exact.size();
    }
    double scanned = Project.percentile(scans, 0.5);
    double walked = Project.percentile(walks, 0.5);
    return String.format(
        Locale.ROOT,
        "| %.2f %% | %,d | %.2f | %.2f | %.2f | %.4f |",
        100.0 * share / WIDTHS,
        retriever.count(filters),
        scanned,
        walked,
        walked / scanned,
        found / all);
  }

  private static Set<String> timed(
      Function<float[], Retriever.Retrieved> search, float[] query, double[] millis, int at) {
    long start = System.nanoTime();
    Retriever.Retrieved found = search.apply(query);
    millis[at] = (System.nanoTime() - start) / 1e6;
    return found.neighbours().stream().map(Retriever.Neighbour::id).collect(Collectors.toSet());
  }
}
