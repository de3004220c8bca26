package dev.sightline.indexer.pipeline;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/// Waits while other programs need the machine; for `Indexer.withThrottle`. Each wait is bounded,
/// so that folders are indexed slowly even on a machine that is always busy. Safe for concurrent
/// use.
public final class LoadThrottle implements Runnable {
  /// Waits while other programs use more than this share of the machine.
  static final double BUSY = 0.5;

  /// Interval between measurements of the load. The system counts in hundredths of a second.
  static final Duration STEP = Duration.ofMillis(250);

  /// The longest wait before one file: at least two files per second are indexed on a busy machine.
  static final Duration LONGEST = Duration.ofMillis(500);

  private final DoubleSupplier othersLoad;
  private final LongSupplier nanoTime;
  private final Sleeper sleeper;
  private long lookedAt;
  private double load;

  /// Sleeps for a duration.
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

  /// Uses the load of this machine, or of the container, as Java reports it; never waits where it
  /// is not reported.
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
