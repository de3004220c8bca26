package dev.sightline.models;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A model folder that cannot be used: a file is missing, broken, or says something impossible.
///
/// The message names the file, what was found and what to do; it is meant for the person who chose
/// the model.
public final class InvalidModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidModelException(String message) {
    this(message, null);
  }

  InvalidModelException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  static InvalidModelException missing(Path folder, String file) {
    return new InvalidModelException(
        """
        Model folder %s lacks %s. A model needs config.json, preprocessor_config.json, \
        tokenizer.json, onnx/vision_model.onnx and onnx/text_model.onnx; \
        copy the missing file there or choose another model with --model.\
        """
            .formatted(folder, file));
  }

  static InvalidModelException unreadable(Path file, String why, Throwable cause) {
    return new InvalidModelException(
        """
        Model file %s cannot be used: %s. The file may be cut short or damaged; \
        copy it again from where the model came from.\
        """
            .formatted(file, why),
        cause);
  }

  static InvalidModelException unexpected(Path file, String field, Object found, String expected) {
    return new InvalidModelException(
        "Model file %s has %s = %s, expected %s.".formatted(file, field, found, expected));
  }
}
