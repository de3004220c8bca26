package dev.sightline.models.layout;

import dev.sightline.models.preprocessing.Preprocessing;
import java.nio.file.Path;
import java.util.Optional;

/// Everything that the files of a model state about it, read without loading a graph.
///
/// @param name the folder's name
/// @param folder the folder of the model
/// @param variant the requested precision of its graphs
/// @param imageGraph the image encoder's ONNX file
/// @param preprocessing the preprocessing of images
/// @param text the text encoder, from this folder or another
/// @param logitScale the temperature factor
/// @param textAdapter the file of the adapter after the text encoder
public record ModelDescription(
    String name,
    Path folder,
    Variant variant,
    Path imageGraph,
    Preprocessing preprocessing,
    TextEncoderConfig text,
    LogitScale logitScale,
    Optional<Path> textAdapter) {

  /// A model without an adapter.
  ModelDescription(
      String name,
      Path folder,
      Variant variant,
      Path imageGraph,
      Preprocessing preprocessing,
      TextEncoderConfig text,
      LogitScale logitScale) {
    this(name, folder, variant, imageGraph, preprocessing, text, logitScale, Optional.empty());
  }

  /// The name of the model's layout, such as `Hugging Face`.
  public String layout() {
    return ModelLayout.recognised(folder).map(ModelLayout::title).orElse("unknown");
  }

  /// The maximum number of tokens of a sentence.
  public int context() {
    return text.context();
  }

  /// This model with another temperature factor.
  ModelDescription withLogitScale(LogitScale other) {
    return new ModelDescription(
        name, folder, variant, imageGraph, preprocessing, text, other, textAdapter);
  }

  /// This model with another text encoder for the same image vectors.
  ModelDescription withText(TextEncoderConfig other) {
    return new ModelDescription(
        name, folder, variant, imageGraph, preprocessing, other, logitScale, textAdapter);
  }

  /// This model under the name of another folder, which refers to its files.
  ModelDescription in(Path other) {
    return new ModelDescription(
        other.toAbsolutePath().normalize().getFileName().toString(),
        other,
        variant,
        imageGraph,
        preprocessing,
        text,
        logitScale,
        textAdapter);
  }

  /// This model with an adapter after the text encoder.
  ModelDescription withTextAdapter(Path file) {
    return new ModelDescription(
        name, folder, variant, imageGraph, preprocessing, text, logitScale, Optional.of(file));
  }
}
