package dev.sightline.cli.terminal;

import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.indexer.report.IndexProgress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Ctrl-C and `kill` end a run well: it is asked to stop, and the process waits until what is done
/// has been committed and said. A second Ctrl-C ends it at once.
public final class StopOnInterrupt implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Runnable stop;
  private final Console console;
  private final AtomicBoolean happened = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::shuttingDown, "sightline-interrupted");
  private final Optional<Signals> signals;

  public StopOnInterrupt(IndexProgress progress, Console console) {
    this(progress::stop, console);
  }

  /// @param stop asks whatever runs to end soon
  public StopOnInterrupt(Runnable stop, Console console) {
    this.stop = stop;
    this.console = console;
    this.signals = Signals.onEnding(this::asked);
    if (signals.isEmpty()) {
      Runtime.getRuntime().addShutdownHook(hook);
    }
  }

  public boolean happened() {
    return happened.get();
  }

  /// By a signal: the command comes to its end and gives its exit code.
  private void asked() {
    if (!happened.compareAndSet(false, true)) {
      Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
    }
    stop.run();
    if (!awaitEnd()) {
      Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
    }
  }

  /// Where signals cannot be taken: the process is ending already.
  private void shuttingDown() {
    happened.set(true);
    stop.run();
    boolean _ = awaitEnd();
    // The same for Ctrl-C and for `kill`, which Java would tell apart as 130 and 143.
    Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
  }

  private boolean awaitEnd() {
    try {
      if (ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        return true;
      }
      console.note("sightline: gave up waiting for the run to end; what was committed is kept.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  @Override
  public void close() {
    console.out().flush();
    ended.countDown();
    signals.ifPresent(Signals::close);
    if (signals.isEmpty()) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The process is ending already, which is what the hook is for.
      }
    }
  }
}
