package dev.sightline.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/// What waiting for many shards does to the slowest answers, from the times that one was measured
/// to take: an answer is there when its last shard is (Dean and Barroso, "The Tail at Scale",
/// 2013). Shards are taken to be independent; on machines with other work they are not quite, and
/// the truth lies between a row and the first one.
///
/// Arguments: a file with one time a line, in milliseconds, as [ClusterLatency] writes it.
public final class FanOutTail {
  private static final int ANSWERS = 20_000;
  private static final int[] SHARDS = {1, 2, 4, 10, 25, 50, 100, 250};

  /// A second replica is asked when the first has taken longer than this share of all.
  private static final double HEDGE_FROM = 0.95;

  private FanOutTail() {}

  /// Prints a table: shards, percentiles of an answer, and the same where a second replica of each
  /// shard is asked when the first is slow.
  public static void main(String[] arguments) throws IOException {
    double[] measured =
        Files.readAllLines(Path.of(arguments[0])).stream()
            .mapToDouble(Double::parseDouble)
            .sorted()
            .toArray();
    System.out.println("| shards | median | p95 | p99 | hedged: median | p95 | p99 |");
    System.out.println("|---|---|---|---|---|---|---|");
    for (int shards : SHARDS) {
      System.out.printf(
          "| %d | %s | %s |%n",
          shards,
          percentiles(answers(measured, shards, false)),
          percentiles(answers(measured, shards, true)));
    }
  }

  /// Times of answers.
  ///
  /// @param measured times of one shard, in order
  /// @param hedged whether a second replica is asked when the first is slow
  static double[] answers(double[] measured, int shards, boolean hedged) {
    var random = new SplittableRandom(shards);
    double patience = measured[(int) (HEDGE_FROM * (measured.length - 1))];
    var answers = new double[ANSWERS];
    for (int i = 0; i < ANSWERS; i++) {
      for (int shard = 0; shard < shards; shard++) {
        double time = measured[random.nextInt(measured.length)];
        if (hedged && time > patience) {
          time = Math.min(time, patience + measured[random.nextInt(measured.length)]);
        }
        answers[i] = Math.max(answers[i], time);
      }
    }
    return answers;
  }

  private static String percentiles(double[] answers) {
    Arrays.sort(answers);
    return String.format(
        Locale.ROOT,
        "%.1f | %.1f | %.1f",
        answers[answers.length / 2],
        answers[(int) (answers.length * 0.95)],
        answers[(int) (answers.length * 0.99)]);
  }
}
