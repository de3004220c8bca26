package dev.sightline.cli;

/// Arguments that name something that is not there or contradict each other. Exit code 2.
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
