package dev.sightline.cli;

import dev.sightline.indexer.IndexProgress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C and `kill` end a run well: it is asked to stop, and the process waits until what is done
/// has been committed and said.
final class StopOnInterrupt implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Runnable stop;
  private final Console console;
  private volatile boolean happened;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupted, "sightline-interrupted");

  StopOnInterrupt(IndexProgress progress, Console console) {
    this(progress::stop, console);
  }

  /// @param stop asks whatever runs to end soon
  StopOnInterrupt(Runnable stop, Console console) {
    this.stop = stop;
    this.console = console;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  boolean happened() {
    return happened;
  }

  private void interrupted() {
    happened = true;
    stop.run();
    try {
      if (!ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        console.note("sightline: gave up waiting for the run to end; what was committed is kept.");
      }
      // The same for Ctrl-C and for `kill`, which Java would tell apart as 130 and 143.
      Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    console.out().flush();
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already, which is what the hook is for.
    }
  }
}
