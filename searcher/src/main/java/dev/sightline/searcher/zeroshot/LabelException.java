package dev.sightline.searcher.zeroshot;

/// Labels or templates that cannot be used; the message says which and what to do.
public final class LabelException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// @param message for people
  public LabelException(String message) {
    super(message);
  }
}
