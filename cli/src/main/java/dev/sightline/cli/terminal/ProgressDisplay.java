package dev.sightline.cli.terminal;

import dev.sightline.cli.common.Console;
import dev.sightline.indexer.report.IndexProgress;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// Shows the progress of a run: a bar with rate and time left on a terminal, a plain line now and
/// then elsewhere, nothing with `--quiet`.
public final class ProgressDisplay {
  private static final Duration BAR_EVERY = Duration.ofMillis(200);
  private static final Duration LINE_EVERY = Duration.ofSeconds(5);

  private final ScheduledExecutorService timer;
  private final Runnable end;

  private ProgressDisplay(ScheduledExecutorService timer, Runnable end) {
    this.timer = timer;
    this.end = end;
  }

  /// Shows progress while something runs.
  public static <T> T during(
      IndexProgress progress, Console console, boolean quiet, Supplier<T> run) {
    var display = start(progress, console, quiet);
    try {
      return run.get();
    } finally {
      display.close();
    }
  }

  private static ProgressDisplay start(IndexProgress progress, Console console, boolean quiet) {
    var timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("sightline-progress").daemon().factory());
    if (quiet) {
      return new ProgressDisplay(timer, () -> {});
    }
    if (console.isTerminal()) {
      ProgressBar bar = bar();
      Runnable update = () -> update(bar, progress);
      schedule(timer, update, BAR_EVERY);
      return new ProgressDisplay(
          timer,
          () -> {
            update.run();
            bar.close();
          });
    }
    long start = System.nanoTime();
    schedule(timer, () -> console.note(line(progress, System.nanoTime() - start)), LINE_EVERY);
    return new ProgressDisplay(timer, () -> {});
  }

  private static void schedule(ScheduledExecutorService timer, Runnable task, Duration every) {
    var unused =
        timer.scheduleAtFixedRate(task, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static ProgressBar bar() {
    return new ProgressBarBuilder()
        .setTaskName("Indexing")
        .setInitialMax(-1)
        .setStyle(ProgressBarStyle.ASCII)
        .setUnit(" files", 1)
        .showSpeed()
        .setUpdateIntervalMillis((int) BAR_EVERY.toMillis())
        .setConsumer(new ConsoleProgressBarConsumer(System.err))
        .build();
  }

  private static void update(ProgressBar bar, IndexProgress progress) {
    if (progress.total() >= 0) {
      bar.maxHint(progress.total());
    }
    bar.stepTo(progress.done());
    bar.setExtraMessage(String.format(Locale.ROOT, " %,d new", progress.embedded()));
  }

  /// One plain line: files done of all, rate, time left.
  static String line(IndexProgress progress, long elapsedNanos) {
    double seconds = Math.max(1e-3, elapsedNanos / 1e9);
    double rate = progress.done() / seconds;
    if (progress.total() < 0 || progress.done() == 0) {
      return String.format(Locale.ROOT, "%,d files so far, %.0f a second", progress.done(), rate);
    }
    long left = Math.round((progress.total() - progress.done()) / rate);
    return String.format(
        Locale.ROOT,
        "%,d of %,d files, %,d embedded, %.0f files a second, about %d:%02d left",
        progress.done(),
        progress.total(),
        progress.embedded(),
        rate,
        left / 60,
        left % 60);
  }

  private void close() {
    timer.shutdownNow();
    end.run();
  }
}
