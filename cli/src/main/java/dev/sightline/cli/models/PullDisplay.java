package dev.sightline.cli.models;

import dev.sightline.cli.common.Console;
import dev.sightline.models.store.PullOutcome;
import dev.sightline.models.store.catalogue.CatalogueEntry;
import dev.sightline.models.store.download.PullProgress;
import java.util.function.Function;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// Shows the progress of a pull: one bar over all files on a terminal, a plain line now and then
/// elsewhere, nothing with `--quiet`.
final class PullDisplay {
  private static final int MILLIS = 200;

  private PullDisplay() {}

  /// Shows progress while a pull runs.
  static PullOutcome during(
      CatalogueEntry entry,
      Console console,
      boolean quiet,
      Function<PullProgress, PullOutcome> pull) {
    if (quiet) {
      return pull.apply(PullProgress.NONE);
    }
    if (!console.isTerminal()) {
      return pull.apply(new PullLines(entry, console, System::nanoTime));
    }
    try (ProgressBar bar = bar(entry)) {
      return pull.apply(
          (file, bytes) -> {
            bar.stepTo(bytes);
            bar.setExtraMessage(" " + file);
          });
    }
  }

  private static ProgressBar bar(CatalogueEntry entry) {
    return new ProgressBarBuilder()
        .setTaskName(entry.name())
        .setInitialMax(entry.bytes().orElse(-1))
        .setStyle(ProgressBarStyle.ASCII)
        .setUnit(" MB", 1_000_000)
        .showSpeed()
        .setUpdateIntervalMillis(MILLIS)
        .setConsumer(new ConsoleProgressBarConsumer(System.err))
        .build();
  }
}
