package dev.sightline.indexer.report;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// The progress of a run, and a way to stop it. Safe for concurrent use.
public final class IndexProgress {
  /// A kind of work, for measuring its time.
  public enum Stage {
    READ,
    DECODE,
    PREPROCESS,
    ENCODE,
    WRITE
  }

  private static final long NOT_YET = Long.MIN_VALUE;

  private final AtomicLong total = new AtomicLong(-1);
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong embedded = new AtomicLong();
  private final AtomicLong firstDecode = new AtomicLong(NOT_YET);
  private final AtomicLong lastWrite = new AtomicLong(NOT_YET);
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final Map<Stage, AtomicLong> nanos = new ConcurrentHashMap<>();

  /// Creates the progress of a run that has not started.
  public IndexProgress() {
    for (Stage stage : Stage.values()) {
      nanos.put(stage, new AtomicLong());
    }
  }

  /// Image files below all roots, or -1 while they are still being counted.
  public long total() {
    return total.get();
  }

  /// Image files with an outcome of any kind.
  public long done() {
    return done.get();
  }

  /// Images that went through the model.
  public long embedded() {
    return embedded.get();
  }

  /// Asks the run to end soon: files in progress are finished and committed, no others are started.
  public void stop() {
    stopped.set(true);
  }

  /// Whether the run was asked to end.
  public boolean stopped() {
    return stopped.get();
  }

  /// Sets the number of image files below all roots.
  public void setTotal(long files) {
    total.set(files);
  }

  /// Counts a file that has its outcome.
  public void fileDone() {
    done.incrementAndGet();
  }

  /// Marks the start of the first decode; later calls do nothing.
  public void decodingBegins() {
    firstDecode.compareAndSet(NOT_YET, System.nanoTime());
  }

  /// Counts an image whose vector was written.
  public void imageWritten() {
    embedded.incrementAndGet();
    lastWrite.set(System.nanoTime());
  }

  /// Adds the time since a start to a stage.
  ///
  /// @param startedNanos a value of [System#nanoTime]
  public void spent(Stage stage, long startedNanos) {
    counter(stage).addAndGet(System.nanoTime() - startedNanos);
  }

  /// The time of all threads in a stage so far, in nanoseconds.
  public long nanos(Stage stage) {
    return counter(stage).get();
  }

  /// Nanoseconds from the first decode to the last vector written; 0 when nothing was embedded.
  public long embeddingNanos() {
    return embedded.get() == 0 ? 0 : lastWrite.get() - firstDecode.get();
  }

  /// The time of all threads by stage.
  public IndexReport.StageTimes stageTimes() {
    return new IndexReport.StageTimes(
        time(Stage.READ),
        time(Stage.DECODE),
        time(Stage.PREPROCESS),
        time(Stage.ENCODE),
        time(Stage.WRITE));
  }

  private Duration time(Stage stage) {
    return Duration.ofNanos(nanos(stage));
  }

  private AtomicLong counter(Stage stage) {
    return java.util.Objects.requireNonNull(nanos.get(stage));
  }
}
