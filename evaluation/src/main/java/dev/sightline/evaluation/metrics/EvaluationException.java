package dev.sightline.evaluation.metrics;

/// Data that cannot be measured with. The message names the file and line and what was expected.
public final class EvaluationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param message for people: what is wrong, where, and the way out
  public EvaluationException(String message) {
    super(message);
  }
}
