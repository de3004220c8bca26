package dev.sightline.spark;

/// Something that the person who started the job can put right. The message is for people.
final class JobException extends RuntimeException {
  private static final long serialVersionUID = 1;

  JobException(String message) {
    super(message);
  }

  JobException(String message, Throwable cause) {
    super(message, cause);
  }
}
