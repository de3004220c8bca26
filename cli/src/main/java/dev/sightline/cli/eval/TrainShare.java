package dev.sightline.cli.eval;

import dev.sightline.cli.common.UsageException;
import picocli.CommandLine.Option;

/// Share of labelled images that a probe is trained on.
final class TrainShare {
  @Option(
      names = "--train-share",
      paramLabel = "P",
      defaultValue = "0.8",
      description = "Share of each class for training; default: ${DEFAULT-VALUE}.")
  private double share = 0.8;

  /// @throws UsageException if nothing is left to train on or to measure on
  double share() {
    if (!(share > 0 && share < 1)) {
      throw new UsageException(
          "--train-share must be above 0 and below 1, got %s.".formatted(share));
    }
    return share;
  }
}
