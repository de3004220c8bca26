package dev.sightline.models.layout;

import dev.sightline.models.preprocessing.Preprocessing;
import java.nio.file.Path;
import java.util.Optional;

/// Everything a model's files say about it, before any graph is loaded.
///
/// @param name the folder's name
/// @param folder where the model lies
/// @param variant which precision of its graphs was asked for
/// @param imageGraph the image encoder's ONNX file
/// @param preprocessing what pictures go through
/// @param text the text encoder, from this folder or another
/// @param logitScale the temperature factor
/// @param textAdapter the file of a learned map behind the text encoder
public record ModelDescription(
    String name,
    Path folder,
    Variant variant,
    Path imageGraph,
    Preprocessing preprocessing,
    TextEncoderConfig text,
    LogitScale logitScale,
    Optional<Path> textAdapter) {

  /// A model as its layout says it is, without an adapter.
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

  /// The family of the model's files, in words, such as `Hugging Face`.
  public String layout() {
    return ModelLayout.recognised(folder).map(ModelLayout::title).orElse("unknown");
  }

  /// The most tokens of a sentence.
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

  /// This model under the name of another folder, which has no files of its own but what it adds.
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

  /// This model with a learned map behind the text encoder.
  ModelDescription withTextAdapter(Path file) {
    return new ModelDescription(
        name, folder, variant, imageGraph, preprocessing, text, logitScale, Optional.of(file));
  }
}
