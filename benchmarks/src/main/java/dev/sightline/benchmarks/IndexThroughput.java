package dev.sightline.benchmarks;

import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.indexer.Indexer;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexReport;
import dev.sightline.indexer.report.IndexSettings;
import dev.sightline.library.LibraryRoot;
import dev.sightline.models.ClipModel;
import dev.sightline.models.onnx.ModelOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Images per second of a whole index run against what the cores could do at best, and against the
/// usual way of doing it.
///
/// The bound is `cores / (decode + encode)`, in core-seconds a photo, each measured alone with all
/// cores busy in the same round ([IndexingParts]): no pipeline on these cores can be faster.
/// Rounds are repeated and the median is shown, since other programs take their share of the cores.
///
/// Run: `benchmarks/run.sh index`. Table: `docs/explanation/performance/indexing.md`.
public final class IndexThroughput {
  private static final int ROUNDS = 5;

  private IndexThroughput() {}

  /// Measures both models on both kinds of photos and prints a Markdown table.
  public static void main(String[] arguments) throws Exception {
    int large = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
    int small = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2000;
    System.out.printf(
        "%d cores, JDK %s, median of %d rounds%n%n",
        Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"), ROUNDS);
    System.out.println(
        "| model | photos | images/s | decode alone | encode alone | bound | of the bound |"
            + " encode, of bare ONNX Runtime | full decode by ImageIO, one by one | times that |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|");
    row(Project.fullSizeModel(), "%d of 12 MP".formatted(large), Photos.twelveMegapixels(large));
    row(Project.bundledModel(), "%d of 12 MP".formatted(large), Photos.twelveMegapixels(large));
    row(Project.bundledModel(), "%,d of 512 px".formatted(small), Photos.small(small));
  }

  private static void row(Path folder, String what, Path photos) throws Exception {
    try (var model = ClipModel.open(folder, ModelOptions.DEFAULT.forManyImages());
        var parts = new IndexingParts(model, Photos.jpegs(photos, Integer.MAX_VALUE))) {
      index(model, photos); // the first round warms up
      var rates = new double[8][ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        double run = index(model, photos);
        double decode = parts.decode();
        double encode = parts.encode();
        double bare = parts.bareEncode();
        double usual = parts.usualStack();
        double bound = 1 / (1 / decode + 1 / encode);
        double[] measured = {
          run, decode, encode, bound, run / bound, encode / bare, usual, run / usual
        };
        for (int i = 0; i < measured.length; i++) {
          rates[i][round] = measured[i];
        }
      }
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %.1f | %.1f | %.1f | %.1f | %.0f %% | %.0f %% | %.1f | %.1f |%n",
          model.name(),
          what,
          median(rates[0]),
          median(rates[1]),
          median(rates[2]),
          median(rates[3]),
          100 * median(rates[4]),
          100 * median(rates[5]),
          median(rates[6]),
          median(rates[7]));
    }
  }

  private static double median(double[] values) {
    return Project.percentile(values, 0.5);
  }

  /// Images per second of a run into a new library.
  private static double index(ClipModel model, Path photos) throws IOException {
    Path library = Project.scratch("library");
    delete(library);
    IndexReport report =
        new Indexer(
                model,
                ImageDecoder.create(DecodeLimits.DEFAULT),
                DecodeLimits.DEFAULT,
                IndexSettings.usual("benchmark"))
            .run(library, List.of(new LibraryRoot(photos, List.of())), new IndexProgress());
    return report.imagesPerSecond();
  }

  private static void delete(Path folder) throws IOException {
    try (var tree = Files.walk(folder)) {
      for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
