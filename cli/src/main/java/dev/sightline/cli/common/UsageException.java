package dev.sightline.cli.common;

/// Arguments that name something that is not there or contradict each other. Exit code 2.
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }
}
