package dev.sightline.benchmarks;

import dev.sightline.images.DecodeLimits;
import dev.sightline.images.ImageDecoder;
import dev.sightline.indexer.IndexProgress;
import dev.sightline.indexer.IndexReport;
import dev.sightline.indexer.IndexSettings;
import dev.sightline.indexer.Indexer;
import dev.sightline.library.LibraryRoot;
import dev.sightline.models.ClipModel;
import dev.sightline.models.ModelOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Images per second of a whole index run, and where the time goes, against the same model in a
/// bare loop that only encodes: no pipeline can be faster than that.
///
/// Run: `benchmarks/run.sh index`. Table: `docs/performance.md`.
public final class IndexThroughput {
  private static final int BARE_BATCHES = 20;

  private IndexThroughput() {}

  /// Measures both models on both kinds of photos and prints a Markdown table.
  public static void main(String[] arguments) throws Exception {
    int large = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
    int small = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2000;
    System.out.printf(
        "%d cores, JDK %s%n%n",
        Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"));
    System.out.println(
        "| model | photos | images/s | encoder alone, images/s | share of that | read | decode |"
            + " preprocess | encode | write | RSS |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|---|");
    for (Path model : List.of(Project.bundledModel(), Project.fullSizeModel())) {
      double bare = bareEncoder(model);
      row(model, bare, "%d of 12 MP".formatted(large), Photos.twelveMegapixels(large));
      if (model.equals(Project.bundledModel())) {
        row(model, bare, "%,d of 512 px".formatted(small), Photos.small(small));
      }
    }
  }

  /// Images per second of the encoder alone, both in one process and on the same threads.
  private static double bareEncoder(Path folder) {
    try (var model = ClipModel.open(folder, ModelOptions.DEFAULT)) {
      var encoder = model.imageEncoder();
      int batch = IndexSettings.usual("benchmark").batch();
      var prepared = new ArrayList<float[]>();
      for (int i = 0; i < batch; i++) {
        prepared.add(new float[encoder.preprocessor().length()]);
      }
      encoder.encode(prepared); // the first run plans memory
      long start = System.nanoTime();
      for (int i = 0; i < BARE_BATCHES; i++) {
        encoder.encode(prepared);
      }
      return BARE_BATCHES * batch / ((System.nanoTime() - start) / 1e9);
    }
  }

  private static void row(Path folder, double bare, String what, Path photos) throws IOException {
    Path library = Project.scratch("library");
    delete(library);
    try (var model = ClipModel.open(folder, ModelOptions.DEFAULT)) {
      model.imageEncoder(); // loading is not part of the rate
      IndexReport report =
          new Indexer(
                  model,
                  ImageDecoder.create(DecodeLimits.DEFAULT),
                  DecodeLimits.DEFAULT,
                  IndexSettings.usual("benchmark"))
              .run(library, List.of(new LibraryRoot(photos, List.of())), new IndexProgress());
      var stages = report.stages();
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %.1f | %.1f | %.0f %% | %s | %s | %s | %s | %s | %,d MiB |%n",
          model.name(),
          what,
          report.imagesPerSecond(),
          bare,
          100 * report.imagesPerSecond() / bare,
          share(stages.read(), stages),
          share(stages.decode(), stages),
          share(stages.preprocess(), stages),
          share(stages.encode(), stages),
          share(stages.write(), stages),
          Project.residentMebibytes());
    }
  }

  /// A stage's part of the time that all threads were busy.
  private static String share(Duration stage, IndexReport.StageTimes all) {
    double sum =
        all.read().toNanos()
            + (double) all.decode().toNanos()
            + all.preprocess().toNanos()
            + all.encode().toNanos()
            + all.write().toNanos();
    return String.format(Locale.ROOT, "%.0f %%", 100 * stage.toNanos() / sum);
  }

  private static void delete(Path folder) throws IOException {
    try (var tree = Files.walk(folder)) {
      for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
