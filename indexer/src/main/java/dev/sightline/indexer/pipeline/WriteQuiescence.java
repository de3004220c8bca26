package dev.sightline.indexer.pipeline;

import dev.sightline.library.image.IndexedFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Tells files that are still being written from finished ones, and remembers which were put off. A
/// copy that is under way has a time of a moment ago; one that has stalled gives a broken picture.
///
/// A time in the future is no sign of either: another machine's clock may be ahead.
public final class WriteQuiescence {
  /// A file that was written less long ago is not looked into.
  static final Duration MOVING = Duration.ofMillis(400);

  /// A file that was written less long ago and cannot be read is not set aside yet.
  public static final Duration YOUNG = Duration.ofSeconds(10);

  private final boolean patient;
  private final Clock clock;
  private final Map<Path, Duration> putOff = new LinkedHashMap<>();

  private WriteQuiescence(boolean patient, Clock clock) {
    this.patient = patient;
    this.clock = clock;
  }

  /// Takes every file as it is: for a run after which nobody looks again.
  public static WriteQuiescence impatient() {
    return new WriteQuiescence(false, Clock.systemUTC());
  }

  /// Puts off files that may not be finished.
  public static WriteQuiescence patient(Clock clock) {
    return new WriteQuiescence(true, clock);
  }

  /// Whether a file was written only just now; then it is put off.
  public boolean putsOffMoving(IndexedFile file) {
    return patient && isYounger(file, MOVING) && remember(file.path(), MOVING);
  }

  /// Whether a file that cannot be read may be unfinished.
  ///
  /// @param file as it was when it was read
  /// @param reason why it cannot be read
  public boolean isUnfinished(IndexedFile file, String reason) {
    return patient && (reason.equals("CHANGING") || isYounger(file, YOUNG));
  }

  /// Remembers a file that may be unfinished.
  public void remember(Path path) {
    remember(path, YOUNG);
  }

  private synchronized boolean remember(Path path, Duration wait) {
    putOff.put(path, wait);
    return true;
  }

  /// What was put off, and for how long.
  public synchronized Map<Path, Duration> putOff() {
    return new LinkedHashMap<>(putOff);
  }

  private boolean isYounger(IndexedFile file, Duration age) {
    long millis = clock.millis() - file.modifiedMillis();
    return millis >= 0 && millis < age.toMillis();
  }
}
