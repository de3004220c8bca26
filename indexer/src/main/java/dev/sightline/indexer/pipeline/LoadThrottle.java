package dev.sightline.indexer.pipeline;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/// Waits while other programs need the machine: a pace for `Indexer.withPace`. Each wait has an
/// end,
/// so that a machine that is always busy has its folders indexed too, slowly.
public final class LoadThrottle implements Runnable {
  /// The share of the machine that others must use for us to wait.
  static final double BUSY = 0.5;

  /// How long one look is good for. The system counts in hundredths of a second.
  static final Duration STEP = Duration.ofMillis(250);

  /// The longest wait before one file: a machine that is always busy gets two photos a second done.
  static final Duration LONGEST = Duration.ofMillis(500);

  private final DoubleSupplier othersLoad;
  private final LongSupplier nanoTime;
  private final Sleeper sleeper;
  private long lookedAt;
  private double load;

  /// Lets time go by.
  @FunctionalInterface
  interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
  }

  private LoadThrottle(DoubleSupplier othersLoad) {
    this(othersLoad, System::nanoTime, Thread::sleep);
  }

  /// @param othersLoad the share of the machine that other programs use, 0 to 1
  LoadThrottle(DoubleSupplier othersLoad, LongSupplier nanoTime, Sleeper sleeper) {
    this.othersLoad = othersLoad;
    this.nanoTime = nanoTime;
    this.sleeper = sleeper;
    this.lookedAt = nanoTime.getAsLong() - STEP.toNanos();
  }

  /// Goes by the load of this machine, or of the container, as Java tells it; never waits where it
  /// is not told.
  public static LoadThrottle ofThisMachine() {
    var system = java.lang.management.ManagementFactory.getOperatingSystemMXBean();
    return system instanceof com.sun.management.OperatingSystemMXBean loads
        ? new LoadThrottle(() -> loads.getCpuLoad() - Math.max(0, loads.getProcessCpuLoad()))
        : new LoadThrottle(() -> 0);
  }

  @Override
  public synchronized void run() {
    Duration waited = Duration.ZERO;
    try {
      while (isBusy() && waited.compareTo(LONGEST) < 0) {
        sleeper.sleep(STEP);
        waited = waited.plus(STEP);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isBusy() {
    long now = nanoTime.getAsLong();
    if (now - lookedAt >= STEP.toNanos()) {
      load = othersLoad.getAsDouble();
      lookedAt = now;
    }
    return load > BUSY;
  }
}
