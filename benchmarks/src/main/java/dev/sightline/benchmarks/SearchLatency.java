package dev.sightline.benchmarks;

import dev.sightline.images.DecodeLimits;
import dev.sightline.images.ImageDecoder;
import dev.sightline.indexer.Indexer;
import dev.sightline.library.ImageMetadata;
import dev.sightline.library.IndexedFile;
import dev.sightline.library.IndexedImage;
import dev.sightline.library.LibraryReader;
import dev.sightline.library.LibraryWriter;
import dev.sightline.models.ClipModel;
import dev.sightline.models.ModelOptions;
import dev.sightline.searcher.LuceneRetriever;
import dev.sightline.searcher.SearchRequest;
import dev.sightline.searcher.Searcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;

/// Latency of a text search from the string to ranked hits, in a warm process, against the text
/// encoder alone: what remains is parsing, retrieval and reading the hits' fields.
///
/// Vectors lie in clusters, as those of photos do; independent random ones have no neighbourhoods,
/// and a graph over them would say nothing (recall@10 0.18 was measured).
///
/// Run: `benchmarks/run.sh search`. Table: `docs/performance.md`.
public final class SearchLatency {
  private static final int QUESTIONS = 300;
  private static final int K = 20;
  private static final int CLUSTERS = 500;
  private static final double SPREAD = 0.6;

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
          new Searcher(
              model, new LuceneRetriever(reader), ImageDecoder.create(DecodeLimits.DEFAULT));
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
    var random = new Random(42);
    var centres = new float[CLUSTERS][];
    for (int i = 0; i < CLUSTERS; i++) {
      centres[i] = unit(random, new float[dimension], 1);
    }
    try (var writer = LibraryWriter.open(folder, Indexer.libraryModel(model, dimension))) {
      for (int i = 0; i < size; i++) {
        float[] vector = unit(random, centres[random.nextInt(CLUSTERS)], SPREAD);
        writer.put(image(i), vector);
      }
      writer.commit();
    }
    return folder;
  }

  private static float[] unit(Random random, float[] centre, double spread) {
    var vector = new float[centre.length];
    double squares = 0;
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (centre[i] + random.nextGaussian() * spread / Math.sqrt(vector.length));
      squares += vector[i] * vector[i];
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (vector[i] / Math.sqrt(squares));
    }
    return vector;
  }

  private static IndexedImage image(int number) {
    var file =
        new IndexedFile(
            Path.of("/photos/%03d/p%07d.jpg".formatted(number / 1000, number)), 3_000_000, 0, "");
    return new IndexedImage(
        "%032x".formatted(number),
        List.of(file),
        new ImageMetadata(
            "jpeg",
            4032,
            3024,
            1,
            Optional.empty(),
            Optional.empty(),
            Optional.of("Maker"),
            Optional.of("Model"),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.of(100),
            OptionalDouble.empty(),
            OptionalDouble.empty()));
  }
}
