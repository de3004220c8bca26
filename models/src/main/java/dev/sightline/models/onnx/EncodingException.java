package dev.sightline.models.onnx;

import org.jspecify.annotations.Nullable;

/// The model refused an input or gave back something that is no embedding; the encoder stays
/// usable.
public final class EncodingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public EncodingException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
