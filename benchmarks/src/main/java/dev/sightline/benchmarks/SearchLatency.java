package dev.sightline.benchmarks;

import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.indexer.Indexer;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.models.ClipModel;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.searcher.Searcher;
import dev.sightline.searcher.lucene.LuceneLibrary;
import dev.sightline.searcher.request.SearchRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Latency of a text search from the string to ranked hits, in a warm process, against the text
/// encoder alone: what remains is parsing, retrieval and reading the hits' fields.
///
/// Libraries are synthetic ([SyntheticLibrary]).
///
/// Run: `benchmarks/run.sh search`. Table: `docs/explanation/performance/searching.md`.
public final class SearchLatency {
  private static final int QUESTIONS = 300;
  private static final int K = 20;

  private SearchLatency() {}

  /// Measures both models over libraries of the sizes given and prints a Markdown table.
  public static void main(String[] arguments) throws IOException {
    int[] sizes =
        arguments.length > 0
            ? java.util.Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray()
            : new int[] {1_000, 10_000, 100_000};
    System.out.println(
        "| model | images | strategy | search p50 ms | p99 ms | text encoder alone p50 ms | rest"
            + " p50 ms |");
    System.out.println("|---|---|---|---|---|---|---|");
    for (Path folder : List.of(Project.bundledModel(), Project.fullSizeModel())) {
      try (var model = ClipModel.open(folder, ModelOptions.DEFAULT)) {
        for (int size : sizes) {
          row(model, size);
        }
      }
    }
  }

  private static void row(ClipModel model, int size) throws IOException {
    try (var reader = LibraryReader.open(library(model, size))) {
      var searcher =
          Searcher.of(model, new LuceneLibrary(reader), ImageDecoder.create(DecodeLimits.DEFAULT));
      var whole = new double[QUESTIONS];
      var encoder = new double[QUESTIONS];
      String strategy = "";
      for (int i = -QUESTIONS; i < QUESTIONS; i++) { // the first round warms up
        long start = System.nanoTime();
        // min:0, so that hits are read whatever the cosines of a model that knows nothing
        var answer = searcher.search(SearchRequest.local(question(i) + " min:0", K));
        long middle = System.nanoTime();
        model.textEncoder().encode(question(i));
        long end = System.nanoTime();
        if (i >= 0) {
          whole[i] = (middle - start) / 1e6;
          encoder[i] = (end - middle) / 1e6;
          strategy = answer.strategy().label();
        }
      }
      double p50 = Project.percentile(whole, 0.5);
      double encoderP50 = Project.percentile(encoder, 0.5);
      System.out.printf(
          Locale.ROOT,
          "| %s | %,d | %s | %.2f | %.2f | %.2f | %.2f |%n",
          model.name(),
          size,
          strategy,
          p50,
          Project.percentile(whole, 0.99),
          encoderP50,
          p50 - encoderP50);
    }
  }

  /// Questions differ, so that no cache answers.
  private static String question(int i) {
    return "photo number %d of a dog running on the beach".formatted(i + QUESTIONS);
  }

  private static Path library(ClipModel model, int size) throws IOException {
    int dimension = model.textEncoder().dimension();
    Path folder = Project.scratch("synthetic-%d-%d".formatted(dimension, size));
    if (Files.exists(folder.resolve("index"))) {
      return folder;
    }
    SyntheticLibrary.build(
        folder,
        Indexer.libraryModel(model, dimension),
        0,
        size,
        SyntheticVectors.clustered(dimension));
    return folder;
  }
}
