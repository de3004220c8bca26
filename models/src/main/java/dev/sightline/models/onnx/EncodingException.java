package dev.sightline.models.onnx;

import org.jspecify.annotations.Nullable;

/// The model rejected an input or its output is not an embedding. The encoder stays usable.
public final class EncodingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param message what happened, for users
  /// @param cause the exception of ONNX Runtime, if there is one
  public EncodingException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
