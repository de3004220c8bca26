package dev.sightline.models.layout;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A model folder that cannot be used: a file is missing, damaged, or has an impossible value.
///
/// The message names the file, what was found and what to do; it is for the user who chose the
/// model.
public final class InvalidModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidModelException(String message) {
    this(message, null);
  }

  InvalidModelException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  static InvalidModelException missing(Path folder, String file, String needs) {
    return new InvalidModelException(
        """
        Model folder %s lacks %s. A model needs %s; \
        copy the missing file there or choose another model with --model.\
        """
            .formatted(folder, file, needs));
  }

  /// A graph is missing in the requested precision but exists in others.
  static InvalidModelException missing(
      Path folder, String file, String needs, List<Variant> others) {
    if (others.isEmpty()) {
      return missing(folder, file, needs);
    }
    String labels = others.stream().map(Variant::label).collect(Collectors.joining(", "));
    return new InvalidModelException(
        "Model folder %s lacks %s. It has other variants: choose one of %s with --variant."
            .formatted(folder, file, labels));
  }

  static InvalidModelException ofNoKnownLayout(Path folder, String lookedFor) {
    return new InvalidModelException(
        """
        Model folder %s is of no known layout. Looked for: %s. \
        Copy a model's files there or choose another model with --model.\
        """
            .formatted(folder, lookedFor));
  }

  /// The image encoder and the text encoder give vectors of different dimensions.
  public static InvalidModelException ofDifferentDimensions(
      ModelDescription model, int ofImages, int ofText) {
    return new InvalidModelException(
        """
        Image encoder %s gives vectors of %d numbers and text encoder %s of %d. \
        Both must be made for each other; take both from one model.\
        """
            .formatted(model.imageGraph(), ofImages, model.text().graph(), ofText));
  }

  /// A model file cannot be read.
  ///
  /// @param why the reason, for the message
  public static InvalidModelException unreadable(Path file, String why, Throwable cause) {
    return new InvalidModelException(
        """
        Model file %s cannot be used: %s. The file may be cut short or damaged; \
        copy it again from where the model came from.\
        """
            .formatted(file, why),
        cause);
  }

  /// A field of a model file has a value that is not supported.
  ///
  /// @param found the value
  /// @param expected the supported values, for the message
  public static InvalidModelException unexpected(
      Path file, String field, Object found, String expected) {
    return new InvalidModelException(
        "Model file %s has %s = %s, expected %s.".formatted(file, field, found, expected));
  }
}
