package dev.sightline.models;

import java.nio.file.Path;

/// Everything a model's files say about it, before any graph is loaded.
///
/// @param name the folder's name
/// @param folder where the model lies
/// @param variant which precision of its graphs was asked for
/// @param imageGraph the image encoder's ONNX file
/// @param preprocessing what pictures go through
/// @param text the text encoder, from this folder or another
/// @param logitScale the temperature factor
public record ModelDescription(
    String name,
    Path folder,
    Variant variant,
    Path imageGraph,
    Preprocessing preprocessing,
    TextTower text,
    LogitScale logitScale) {

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
    return new ModelDescription(name, folder, variant, imageGraph, preprocessing, text, other);
  }

  /// This model with another text encoder for the same image vectors.
  ModelDescription withText(TextTower other) {
    return new ModelDescription(
        name, folder, variant, imageGraph, preprocessing, other, logitScale);
  }
}
