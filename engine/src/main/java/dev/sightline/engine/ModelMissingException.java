package dev.sightline.engine;

/// Thrown when the model that a library or a setting names is not on this machine. The message
/// names the model and the way to get it.
public final class ModelMissingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param message for people
  public ModelMissingException(String message) {
    super(message);
  }
}
