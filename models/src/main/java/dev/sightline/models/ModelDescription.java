package dev.sightline.models;

import java.nio.file.Path;

/// Everything a model's files say about it, before any graph is loaded.
///
/// @param name the folder's name
/// @param folder where the model lies
/// @param variant which precision of its graphs was asked for
/// @param imageGraph the image encoder's ONNX file
/// @param textGraph the text encoder's ONNX file
/// @param tokenizer the tokenizer's file
/// @param preprocessing what pictures go through
/// @param context the most tokens of a sentence
/// @param textLength how many tokens the text encoder wants to see
/// @param logitScale the temperature factor
public record ModelDescription(
    String name,
    Path folder,
    Variant variant,
    Path imageGraph,
    Path textGraph,
    Path tokenizer,
    Preprocessing preprocessing,
    int context,
    TextLength textLength,
    LogitScale logitScale) {

  /// How many tokens a text encoder wants to see.
  public enum TextLength {
    /// As many as there are: attention is causal and the sentence is read off at its end token, so
    /// what follows cannot change it, and a short sentence costs less.
    ACTUAL,
    /// Always the whole context, filled up.
    FULL_CONTEXT
  }
}
