package dev.sightline.cli.terminal;

import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.indexer.report.IndexProgress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Ends a run properly on Ctrl-C and `kill`: the run is stopped, and the process waits until its
/// work is committed and reported. A second Ctrl-C ends the process at once.
public final class StopOnInterrupt implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Runnable stop;
  private final Console console;
  private final AtomicBoolean happened = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::shuttingDown, "sightline-interrupted");
  private final Optional<Signals> signals;

  /// Stops an index run when the user interrupts the program.
  public StopOnInterrupt(IndexProgress progress, Console console) {
    this(progress::stop, console);
  }

  /// @param stop asks the running operation to end soon
  public StopOnInterrupt(Runnable stop, Console console) {
    this.stop = stop;
    this.console = console;
    this.signals = Signals.onEnding(this::asked);
    if (signals.isEmpty()) {
      Runtime.getRuntime().addShutdownHook(hook);
    }
  }

  /// Whether the user has interrupted the program.
  public boolean happened() {
    return happened.get();
  }

  /// Signals are handled: the command returns and gives its exit code.
  private void asked() {
    if (!happened.compareAndSet(false, true)) {
      Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
    }
    stop.run();
    if (!awaitEnd()) {
      Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
    }
  }

  /// Signals are not handled: the process is already ending.
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
