package dev.sightline.engine;

/// Thrown when a caller asks for a model by something that is neither a folder nor the name of an
/// installed model. The message lists the names that exist.
public final class UnknownModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param message for people
  public UnknownModelException(String message) {
    super(message);
  }
}
