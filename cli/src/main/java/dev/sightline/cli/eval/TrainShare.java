package dev.sightline.cli.eval;

import dev.sightline.cli.common.UsageException;
import picocli.CommandLine.Option;

/// The share of labelled pictures that a probe learns from.
final class TrainShare {
  @Option(
      names = "--train-share",
      paramLabel = "P",
      defaultValue = "0.8",
      description = "The share of each class that is learned from; default: ${DEFAULT-VALUE}.")
  private double share = 0.8;

  /// @throws UsageException if it leaves nothing to learn from or to measure on
  double share() {
    if (!(share > 0 && share < 1)) {
      throw new UsageException(
          "--train-share must be above 0 and below 1, got %s.".formatted(share));
    }
    return share;
  }
}
