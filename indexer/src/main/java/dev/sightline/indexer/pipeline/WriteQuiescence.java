package dev.sightline.indexer.pipeline;

import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.QuarantineReason;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// Detects files that another program may still be writing, by their modification time. A file that
/// is being copied was modified a moment ago; a copy that has stalled cannot be decoded.
///
/// A modification time in the future says nothing: the clock of another machine may be ahead.
/// Immutable.
public final class WriteQuiescence {
  /// A file that was modified less than this ago is not read.
  public static final Duration BEING_WRITTEN = Duration.ofMillis(400);

  /// A file that was modified less than this ago and cannot be decoded is not quarantined yet.
  public static final Duration INCOMPLETE = Duration.ofSeconds(10);

  private final Optional<Clock> clock;

  private WriteQuiescence(Optional<Clock> clock) {
    this.clock = clock;
  }

  /// Takes every file as complete: for a run that is not followed by another one.
  public static WriteQuiescence ignored() {
    return new WriteQuiescence(Optional.empty());
  }

  /// Postpones files that may be incomplete.
  ///
  /// @param clock tells the present time
  public static WriteQuiescence awaited(Clock clock) {
    return new WriteQuiescence(Optional.of(clock));
  }

  /// Whether a file was modified so recently that it should not be read yet.
  public boolean isBeingWritten(IndexedFile file) {
    return isYounger(file, BEING_WRITTEN);
  }

  /// Whether a file that cannot be indexed may be incomplete.
  ///
  /// @param file the file when it was read
  /// @param reason why it cannot be indexed
  public boolean mayBeIncomplete(IndexedFile file, QuarantineReason reason) {
    return clock.isPresent()
        && (reason == QuarantineReason.CHANGING || isYounger(file, INCOMPLETE));
  }

  private boolean isYounger(IndexedFile file, Duration age) {
    if (clock.isEmpty()) {
      return false;
    }
    long millis = clock.get().millis() - file.modifiedMillis();
    return millis >= 0 && millis < age.toMillis();
  }
}
