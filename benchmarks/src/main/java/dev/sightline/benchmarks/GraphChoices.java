package dev.sightline.benchmarks;

import dev.sightline.evaluation.plot.LogPlot;
import dev.sightline.library.npy.NpyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;

/// What a graph should be built with, and how it should be asked: formats of vectors, neighbours a
/// node (`M`), beam width, segments, candidates (`efSearch`) and ways to stop early or to begin
/// better, over the same vectors and questions in one process.
///
/// Run: `benchmarks/run.sh graphs COUNT DIM|NPY all|formats|segments [QUERIES.npy…]`. Tables:
/// `docs/explanation/performance/vector-search.md`.
public final class GraphChoices {
  private static final int K = 10;
  private static final int SYNTHETIC_QUERIES = 500;
  private static final int FIRST_QUERY = 100_000_000; // beyond the images: not one of them
  private static final int[] EF_SEARCH = {16, 32, 64, 128, 256, 512};

  // Columns of the table, the first being what is before the first bar.
  private static final int VECTORS = 1;
  private static final int QUESTIONS = 5;
  private static final int ASKED = 6;
  private static final int RECALL = 8;
  private static final int A_SECOND = 9;

  private GraphChoices() {}

  /// One way to build.
  ///
  /// @param name in the table
  /// @param segments that are left; 0 for as many as there are when everything has been added
  /// @param format of the vectors
  private record Choice(String name, int segments, KnnVectorsFormat format) {}

  private record Questions(String name, List<float[]> vectors, List<int[]> nearest) {}

  /// `FOLDER COUNT DIM|NPY all|formats|segments [QUERIES.npy…]`, or `plot TABLE SVG` to draw what
  /// that printed.
  public static void main(String[] arguments) throws IOException {
    if (arguments[0].equals("plot")) {
      plot(Files.readAllLines(Path.of(arguments[1])), Path.of(arguments[2]));
      return;
    }
    Path folder = Path.of(arguments[0]);
    int count = Integer.parseInt(arguments[1]);
    SyntheticVectors vectors = SyntheticLibrary.vectors(arguments[2]);
    List<Questions> questions = questions(arguments, vectors, count);
    System.out.println(
        "| vectors | images | build s | MiB to search, all | questions | asked | efSearch |"
            + " recall@10 | a second | p50 ms | p99 ms |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|---|");
    for (Choice choice : choices(arguments[3])) {
      Path place = folder.resolve(choice.name().replaceAll("[^a-z0-9]+", "-"));
      String built =
          Files.exists(place)
              ? "–"
              : String.format(
                  Locale.ROOT,
                  "%.1f",
                  BareGraph.build(place, choice.format(), choice.segments(), vectors, count));
      try (var graph = BareGraph.open(place)) {
        for (Questions asked : questions) {
          rows(graph, choice, asked, built, count);
        }
      }
    }
  }

  private static List<Choice> choices(String which) {
    return switch (which) {
      case "all" -> all();
      case "formats" -> formats();
      case "segments" ->
          all().stream().filter(it -> it.name().matches("float32|.*segments|.*added")).toList();
      default -> throw new IllegalArgumentException("all, formats or segments, not " + which);
    };
  }

  private static List<Choice> formats() {
    return List.of(
        new Choice("float32", 1, new Lucene99HnswVectorsFormat(16, 100, 2, null)),
        new Choice("int8", 1, scalar(ScalarEncoding.SEVEN_BIT)),
        new Choice("bit1", 1, scalar(ScalarEncoding.SINGLE_BIT_QUERY_NIBBLE)));
  }

  private static List<Choice> all() {
    return List.of(
        new Choice("float32", 1, new Lucene99HnswVectorsFormat(16, 100, 2, null)),
        new Choice("float32, 4 segments", 4, new Lucene99HnswVectorsFormat(16, 100, 2, null)),
        new Choice("float32, as added", 0, new Lucene99HnswVectorsFormat(16, 100, 2, null)),
        new Choice("float32, M 8", 1, new Lucene99HnswVectorsFormat(8, 100, 2, null)),
        new Choice("float32, M 32", 1, new Lucene99HnswVectorsFormat(32, 100, 2, null)),
        new Choice("float32, beam 60", 1, new Lucene99HnswVectorsFormat(16, 60, 2, null)),
        new Choice("float32, beam 200", 1, new Lucene99HnswVectorsFormat(16, 200, 2, null)),
        new Choice("8 bits", 1, scalar(ScalarEncoding.UNSIGNED_BYTE)),
        new Choice("int8 (7 bits)", 1, scalar(ScalarEncoding.SEVEN_BIT)),
        new Choice("4 bits", 1, scalar(ScalarEncoding.PACKED_NIBBLE)),
        new Choice("2 bits", 1, scalar(ScalarEncoding.DIBIT_QUERY_NIBBLE)),
        new Choice("bit1", 1, scalar(ScalarEncoding.SINGLE_BIT_QUERY_NIBBLE)));
  }

  private static KnnVectorsFormat scalar(ScalarEncoding encoding) {
    return new Lucene104HnswScalarQuantizedVectorsFormat(encoding, 16, 100, 2, null);
  }

  private static List<Questions> questions(String[] arguments, SyntheticVectors vectors, int count)
      throws IOException {
    if (arguments.length == 4) {
      List<float[]> own =
          IntStream.range(0, SYNTHETIC_QUERIES)
              .mapToObj(i -> vectors.vector(FIRST_QUERY + i))
              .toList();
      return List.of(new Questions("synthetic", own, exact(own, vectors, count)));
    }
    var all = new ArrayList<Questions>();
    for (String file : Arrays.copyOfRange(arguments, 4, arguments.length)) {
      String name = String.valueOf(Path.of(file).getFileName()).replaceAll("queries-|\\.npy", "");
      List<float[]> rows =
          NpyFile.read(Path.of(file)).stream().map(SyntheticVectors::unit).toList();
      all.add(new Questions(name, rows, exact(rows, vectors, count)));
    }
    return all;
  }

  private static List<int[]> exact(List<float[]> queries, SyntheticVectors vectors, int count) {
    return NearestByScan.of(queries, vectors, count, K);
  }

  private static void rows(BareGraph graph, Choice choice, Questions asked, String built, int count)
      throws IOException {
    for (BareGraph.Way way : ways(choice)) {
      var ask = graph.asking(way, asked.vectors());
      int first = way == BareGraph.Way.SEEDED ? asked.vectors().size() / 2 : 0;
      for (int efSearch : EF_SEARCH) {
        double recall = 0;
        int questions = asked.vectors().size() - first;
        var millis = new double[questions];
        for (int i = first; i < asked.vectors().size(); i++) {
          ask.nearest(asked.vectors().get(i), K, efSearch); // warms up
        }
        for (int i = first; i < asked.vectors().size(); i++) {
          long start = System.nanoTime();
          int[] found = ask.nearest(asked.vectors().get(i), K, efSearch);
          millis[i - first] = (System.nanoTime() - start) / 1e6;
          recall += shared(found, asked.nearest().get(i)) / (double) K;
        }
        System.out.printf(
            Locale.ROOT,
            "| %s | %,d | %s | %.0f, %.0f | %s | %s | %d | %.4f | %,.0f | %.2f | %.2f |%n",
            choice.name(),
            count,
            built,
            graph.searchedMebibytes(),
            graph.mebibytes(),
            asked.name(),
            way.name().toLowerCase(Locale.ROOT).replace('_', ' '),
            efSearch,
            recall / questions,
            1000 * questions / Arrays.stream(millis).sum(),
            Project.percentile(millis, 0.5),
            Project.percentile(millis, 0.99));
      }
    }
  }

  private static List<BareGraph.Way> ways(Choice choice) {
    if (choice.segments() != 1) {
      return List.of(
          BareGraph.Way.PLAIN, BareGraph.Way.EIGHT_DEVIATIONS, BareGraph.Way.FOUR_DEVIATIONS);
    }
    return choice.name().equals("float32")
        ? List.of(BareGraph.Way.PLAIN, BareGraph.Way.PATIENT, BareGraph.Way.SEEDED)
        : List.of(BareGraph.Way.PLAIN);
  }

  private static long shared(int[] found, int[] right) {
    return Arrays.stream(found).filter(it -> Arrays.stream(right).anyMatch(r -> r == it)).count();
  }

  /// Answers a second against what is missed, a diagram for each kind of question. What misses
  /// nothing has no place on a logarithmic scale and is left out.
  private static void plot(List<String> table, Path svg) throws IOException {
    var panels = new LinkedHashMap<String, Map<String, List<LogPlot.Point>>>();
    for (String line : table) {
      String[] cells = line.split(" *\\| *", -1);
      if (cells.length < 12 || !cells[ASKED].equals("plain")) {
        continue;
      }
      double missed = 100 * (1 - Double.parseDouble(cells[RECALL]));
      if (missed > 0) {
        panels
            .computeIfAbsent(cells[QUESTIONS], name -> new LinkedHashMap<>())
            .computeIfAbsent(cells[VECTORS], name -> new ArrayList<>())
            .add(new LogPlot.Point(missed, Double.parseDouble(cells[A_SECOND].replace(",", ""))));
      }
    }
    List<LogPlot.Panel> drawn =
        panels.entrySet().stream()
            .map(
                panel ->
                    new LogPlot.Panel(
                        "Answers a second to " + panel.getKey() + " queries",
                        "of the nearest 10 missed, %",
                        panel.getValue().entrySet().stream()
                            .map(curve -> new LogPlot.Curve(curve.getKey(), curve.getValue()))
                            .toList()))
            .toList();
    Files.writeString(svg, new LogPlot(drawn).svg());
  }
}
