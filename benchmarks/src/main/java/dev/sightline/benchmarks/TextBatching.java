package dev.sightline.benchmarks;

import dev.sightline.models.ClipModel;
import dev.sightline.models.onnx.ModelOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Whether it would pay to gather the sentences of several callers and encode them in one call of
/// the model: sentences a second one by one, and so many together.
///
/// Run: `benchmarks/run.sh text-batches`. Figures: `docs/explanation/performance/serving.md`.
public final class TextBatching {
  private static final int SENTENCES = 256;
  private static final int ROUNDS = 5;
  private static final List<Integer> TOGETHER = List.of(1, 2, 4, 8, 16);

  private TextBatching() {}

  /// Measures both models and prints a Markdown table.
  public static void main(String[] arguments) {
    System.out.println("| model | together | sentences a second | against one by one |");
    System.out.println("|---|---|---|---|");
    for (Path folder : List.of(Project.bundledModel(), Project.fullSizeModel())) {
      try (var model = ClipModel.open(folder, ModelOptions.DEFAULT)) {
        var rates = new double[TOGETHER.size()][ROUNDS];
        for (int round = -1; round < ROUNDS; round++) { // the first warms up
          for (int i = 0; i < rates.length; i++) { // in turn, so that other work hits all alike
            double rate = rate(model, TOGETHER.get(i), round);
            if (round >= 0) {
              rates[i][round] = rate;
            }
          }
        }
        double alone = Project.percentile(rates[0], 0.5);
        for (int i = 0; i < rates.length; i++) {
          double median = Project.percentile(rates[i], 0.5);
          System.out.printf(
              Locale.ROOT,
              "| %s | %d | %.0f | %.2f |%n",
              model.name(),
              TOGETHER.get(i),
              median,
              median / alone);
        }
      }
    }
  }

  private static double rate(ClipModel model, int together, int round) {
    long start = System.nanoTime();
    for (int first = 0; first < SENTENCES; first += together) {
      int from = first;
      model
          .textEncoder()
          .encode(
              IntStream.range(from, from + together)
                  .mapToObj(i -> "photo number %d of a dog on a beach, %d".formatted(i, round))
                  .toList());
    }
    return SENTENCES / ((System.nanoTime() - start) / 1e9);
  }
}
