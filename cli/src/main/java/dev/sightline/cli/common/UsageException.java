package dev.sightline.cli.common;

/// Arguments that name something that does not exist, or that contradict each other. Exit code 2.
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param message for people; says what to write instead
  public UsageException(String message) {
    super(message);
  }
}
