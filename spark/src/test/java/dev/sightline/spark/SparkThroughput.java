package dev.sightline.spark;

import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.indexer.Indexer;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexSettings;
import dev.sightline.library.LibraryRoot;
import dev.sightline.models.ClipModel;
import dev.sightline.models.onnx.ModelOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Images per second of a job in local mode, on as many cores as the machine has, against an index
/// run of the same photos with the same model: whole runs, from the first look at the folder to the
/// last commit, one after the other in each round, with Spark and both models already started.
///
/// Run: `benchmarks/run.sh spark`. Table: `docs/explanation/performance/indexing.md`.
final class SparkThroughput {
  private static final int ROUNDS = 5;

  private SparkThroughput() {}

  /// Takes a folder of photos of 12 megapixels and one of small ones.
  public static void main(String[] arguments) throws Exception {
    Path scratch = Files.createTempDirectory("sightline-spark-");
    try (var _ = Jobs.spark()) {
      System.out.printf(
          "%d cores, JDK %s, median of %d rounds%n%n",
          Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"), ROUNDS);
      System.out.println("| model | photos | index, images/s | job, images/s | of that |");
      System.out.println("|---|---|---|---|---|");
      Path full = Jobs.PROJECT.resolve("benchmarks/models/vit-b-32");
      if (Files.exists(full)) {
        row(full, Path.of(arguments[0]), scratch);
      }
      row(Jobs.MODEL, Path.of(arguments[0]), scratch);
      row(Jobs.MODEL, Path.of(arguments[1]), scratch);
    } finally {
      LocalFolders.delete(scratch);
    }
  }

  private static void row(Path model, Path photos, Path scratch) throws Exception {
    var index = new double[ROUNDS];
    var job = new double[ROUNDS];
    var ratio = new double[ROUNDS];
    try (var opened = ClipModel.open(model, ModelOptions.DEFAULT.forManyImages())) {
      index(opened, photos, scratch); // the first round warms up
      job(model, photos, scratch);
      for (int round = 0; round < ROUNDS; round++) {
        index[round] = index(opened, photos, scratch);
        job[round] = job(model, photos, scratch);
        ratio[round] = job[round] / index[round];
      }
    }
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %.1f | %.1f | %.0f %% |%n",
        model.getFileName(),
        photos.getFileName(),
        median(index),
        median(job),
        100 * median(ratio));
  }

  private static double index(ClipModel model, Path photos, Path scratch) throws IOException {
    Path library = scratch.resolve("library");
    long start = System.nanoTime();
    var report =
        new Indexer(
                model,
                ImageDecoder.create(DecodeLimits.DEFAULT),
                DecodeLimits.DEFAULT,
                IndexSettings.usual("benchmark"))
            .run(library, List.of(new LibraryRoot(photos, List.of())), new IndexProgress());
    double seconds = (System.nanoTime() - start) / 1e9;
    LocalFolders.delete(library);
    return report.embedded() / seconds;
  }

  private static double job(Path model, Path photos, Path scratch) throws IOException {
    Path output = scratch.resolve("output");
    long start = System.nanoTime();
    EmbedJob.Report report =
        Jobs.runWith(
            "--input", photos.toString(),
            "--model", model.toString(),
            "--output", output.toString());
    double seconds = (System.nanoTime() - start) / 1e9;
    LocalFolders.delete(output);
    return report.encoded() / seconds;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
