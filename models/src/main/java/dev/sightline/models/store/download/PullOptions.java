package dev.sightline.models.store.download;

import java.time.Duration;

/// How patient a pull is.
///
/// @param connectTimeout for a connection to be made
/// @param readTimeout for the next bytes to arrive, not for the whole file
/// @param attempts connections tried for one file before giving up, at least 1
/// @param pause before the second attempt; before the third it is twice as long, and so on
public record PullOptions(
    Duration connectTimeout, Duration readTimeout, int attempts, Duration pause) {
  /// For a home connection.
  public static final PullOptions DEFAULT =
      new PullOptions(Duration.ofSeconds(20), Duration.ofSeconds(60), 5, Duration.ofSeconds(1));

  /// Checks the number of attempts.
  public PullOptions {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts must be at least 1, got " + attempts);
    }
  }
}
