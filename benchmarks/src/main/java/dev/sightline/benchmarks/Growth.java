package dev.sightline.benchmarks;

import dev.sightline.evaluation.plot.LogPlot;
import dev.sightline.library.LibraryModel;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.searcher.lucene.LuceneRetriever;
import dev.sightline.searcher.retrieval.Retriever;
import dev.sightline.searcher.retrieval.SearchBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// What becomes of a library from 10,000 to 1,000,000 images and beyond: the time to build it,
/// bytes, memory, how fast and how right it answers, and what the first question costs when nothing
/// of it is in memory.
///
/// Run: `benchmarks/run.sh growth [SIZE…]`. Table and diagrams:
/// `docs/explanation/performance/library-growth.md`.
public final class Growth {
  private static final int K = 10;
  private static final int FIRST_QUERY = 100_000_000; // beyond the images: not one of them
  private static final int QUERIES = 1_000;

  private static final int WARM_UP = 500;
  private static final int[] EF_SEARCHES = {64, 128, 256, 512, 1024};

  /// So many are compared with a scan, which takes long.
  private static final int COMPARED = 100;

  private static final String HEADER =
      "images\tstep\tseconds\tpeak MiB\tMiB on disk\tsegments\topen ms\tfirst ms\tefSearch\trecall"
          + "\tp50 ms\tp99 ms\tper second\tper second, two threads\tscan p50 ms\tresident MiB";

  private static final int SECONDS = 2;
  private static final int PEAK = 3;
  private static final int DISK = 4;
  private static final int FIRST = 7;
  private static final int EF_SEARCH = 8;
  private static final int P50 = 10;
  private static final int P99 = 11;
  private static final int SCAN = 14;
  private static final int RESIDENT = 15;
  private static final String BUILT = "built";
  private static final String ONE_SEGMENT = "one segment";

  private Growth() {}

  /// `measure LIBRARY DIM|NPY STEP SECONDS PEAK` prints lines of a table, and `plot TABLE SVG`
  /// draws it.
  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "header" -> System.out.println(HEADER);
      case "measure" ->
          measure(
              Path.of(arguments[1]),
              SyntheticLibrary.vectors(arguments[2]),
              String.join("\t", Arrays.copyOfRange(arguments, 3, arguments.length)));
      case "plot" -> plot(Files.readAllLines(Path.of(arguments[1])), Path.of(arguments[2]));
      default -> throw new IllegalArgumentException("measure or plot, not " + arguments[0]);
    }
  }

  private static void measure(Path folder, SyntheticVectors vectors, String before)
      throws IOException, InterruptedException, ExecutionException {
    List<float[]> queries = new ArrayList<>();
    for (int i = 0; i < QUERIES; i++) {
      queries.add(vectors.vector(FIRST_QUERY + i));
    }
    warmUp(vectors, queries);
    long start = System.nanoTime();
    try (var reader = LibraryReader.open(folder)) {
      var retriever = new LuceneRetriever(reader);
      long opened = System.nanoTime();
      retriever.nearest(queries.getFirst(), SearchBudget.of(K), -1, List.of());
      long first = System.nanoTime();
      var walks = new ArrayList<String>();
      var found = new ArrayList<List<Set<String>>>();
      for (int efSearch : EF_SEARCHES) {
        found.add(new ArrayList<>());
        walks.add(walk(retriever, queries, new SearchBudget(K, efSearch), found.getLast()));
      }
      long resident = Project.residentMebibytes();
      var scans = new double[COMPARED];
      var right = new double[found.size()];
      for (int i = 0; i < COMPARED; i++) {
        long began = System.nanoTime();
        Set<String> nearest = ids(retriever.scan(queries.get(i), K, -1, List.of()));
        scans[i] = (System.nanoTime() - began) / 1e6;
        for (int way = 0; way < right.length; way++) {
          var shared = new HashSet<>(nearest);
          shared.retainAll(found.get(way).get(i));
          right[way] += shared.size() / (double) (K * COMPARED);
        }
      }
      var statistics = reader.statistics();
      for (int way = 0; way < right.length; way++) {
        System.out.printf(
            Locale.ROOT,
            "%d\t%s\t%.0f\t%d\t%.0f\t%.0f\t%s\t%.1f\t%d%n",
            reader.size(),
            before,
            statistics.bytes() / 1048576.0,
            statistics.segments(),
            (opened - start) / 1e6,
            (first - opened) / 1e6,
            walks.get(way).replace("RECALL", String.format(Locale.ROOT, "%.4f", right[way])),
            Project.percentile(scans, 0.5),
            resident);
      }
    }
  }

  /// Asks a small library of its own, so that the first question measures the large one and not how
  /// Java loads classes.
  private static void warmUp(SyntheticVectors vectors, List<float[]> queries) throws IOException {
    Path small = Project.scratch("growth-warm-up").resolve("library");
    if (!Files.exists(small)) {
      SyntheticLibrary.build(
          small, LibraryModel.synthetic(vectors.dimension()), 0, WARM_UP, vectors);
    }
    try (var reader = LibraryReader.open(small)) {
      var retriever = new LuceneRetriever(reader);
      for (float[] query : queries.subList(0, WARM_UP)) {
        retriever.nearest(query, SearchBudget.of(K), -1, List.of());
      }
    }
  }

  /// Asks everything twice, the first time to warm up, and then once more by two threads.
  private static String walk(
      Retriever retriever, List<float[]> queries, SearchBudget budget, List<Set<String>> found)
      throws InterruptedException, ExecutionException {
    for (float[] query : queries) {
      found.add(ids(retriever.nearest(query, budget, -1, List.of())));
    }
    var millis = new double[queries.size()];
    for (int i = 0; i < millis.length; i++) {
      long start = System.nanoTime();
      retriever.nearest(queries.get(i), budget, -1, List.of());
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    var next = new AtomicInteger();
    Runnable asking =
        () -> {
          for (int i = next.getAndIncrement(); i < millis.length; i = next.getAndIncrement()) {
            retriever.nearest(queries.get(i), budget, -1, List.of());
          }
        };
    long start = System.nanoTime();
    try (var threads = Executors.newFixedThreadPool(2)) {
      var one = threads.submit(asking);
      var other = threads.submit(asking);
      one.get();
      other.get();
    }
    double together = (System.nanoTime() - start) / 1e9;
    return String.format(
        Locale.ROOT,
        "%d\tRECALL\t%.2f\t%.2f\t%.0f\t%.0f",
        budget.efSearch(),
        Project.percentile(millis, 0.5),
        Project.percentile(millis, 0.99),
        1000 * millis.length / Arrays.stream(millis).sum(),
        millis.length / together);
  }

  private static Set<String> ids(Retriever.Retrieved retrieved) {
    return retrieved.neighbours().stream().map(Retriever.Neighbour::id).collect(Collectors.toSet());
  }

  /// One line of the table.
  private record Row(List<String> columns) {
    /// What was done to the library before it was asked.
    String step() {
      return columns.get(1);
    }

    double value(int column) {
      return Double.parseDouble(columns.get(column));
    }
  }

  private static void plot(List<String> lines, Path svg) throws IOException {
    List<Row> rows =
        lines.stream()
            .filter(line -> !line.startsWith("images"))
            .map(line -> new Row(List.of(line.split("\t", -1))))
            .filter(row -> row.value(EF_SEARCH) == SearchBudget.of(K).efSearch())
            .toList();
    List<Row> built = rows.stream().filter(row -> row.step().equals(BUILT)).toList();
    List<Row> merged = rows.stream().filter(row -> row.step().equals(ONE_SEGMENT)).toList();
    String images = "images";
    var building =
        new LogPlot.Panel(
            "Seconds",
            images,
            List.of(
                curve("to build", built, SECONDS),
                curve("then to merge into one segment", merged, SECONDS)));
    var memory =
        new LogPlot.Panel(
            "MiB",
            images,
            List.of(
                curve("on disk", merged, DISK),
                curve("held while building, at most", built, PEAK),
                curve("resident while answering", merged, RESIDENT)));
    var answering =
        new LogPlot.Panel(
            "Milliseconds an answer, efSearch " + SearchBudget.of(K).efSearch(),
            images,
            List.of(
                curve("median, one segment", merged, P50),
                curve("99 of 100, one segment", merged, P99),
                curve("median, as built", built, P50),
                curve("exact scan, median", merged, SCAN),
                curve("the first, nothing in memory", merged, FIRST)));
    Files.writeString(svg, new LogPlot(List.of(building, memory, answering)).svg());
  }

  private static LogPlot.Curve curve(String name, List<Row> rows, int column) {
    return new LogPlot.Curve(
        name,
        rows.stream()
            .filter(row -> row.value(column) > 0)
            .map(row -> new LogPlot.Point(row.value(0), row.value(column)))
            .toList());
  }
}
