package dev.sightline.models.store.download;

import java.time.Duration;

/// Timeouts and retries of a download.
///
/// @param connectTimeout limit for opening a connection
/// @param readTimeout limit for the next bytes to arrive, not for the whole file
/// @param attempts attempts per file, at least 1
/// @param pause wait before the second attempt; it doubles with each attempt
public record PullOptions(
    Duration connectTimeout, Duration readTimeout, int attempts, Duration pause) {
  /// Values for a home connection.
  public static final PullOptions DEFAULT =
      new PullOptions(Duration.ofSeconds(20), Duration.ofSeconds(60), 5, Duration.ofSeconds(1));

  /// Checks the number of attempts.
  public PullOptions {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts must be at least 1, got " + attempts);
    }
  }
}
