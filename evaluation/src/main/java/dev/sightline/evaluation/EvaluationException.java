package dev.sightline.evaluation;

/// Data that cannot be measured with. The message names the file and line and what was expected.
public final class EvaluationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EvaluationException(String message) {
    super(message);
  }
}
