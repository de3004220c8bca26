package dev.sightline.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The file `sightline.json` of a model folder: what the published files do not say.
///
/// - `"textModel": "../other"` takes the text encoder from another folder, say a multilingual one
///   trained for the same image vectors; written by hand, relative to the model folder. The image
///   side of the fingerprint stays what it was, so no photo has to be embedded again.
/// - `"logitScale": 100` is the learned temperature factor, with `"logitBias"` beside it for a
///   model that scores pairs by a sigmoid; written by a pull where the catalogue knows it, or by
///   hand.
///
/// @param textModel the folder that the model takes its text encoder from; empty when it uses its
///     own
/// @param logitScale the learned factor, if the file says it
record SightlineJson(Optional<Path> textModel, Optional<LogitScale> logitScale) {
  private static final String FILE = "sightline.json";

  /// Reads the file of a model folder; without one, nothing is said.
  ///
  /// @throws InvalidModelException if the file is broken, says nothing that is understood, or names
  ///     a folder that has no text encoder of its own
  static SightlineJson in(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return new SightlineJson(Optional.empty(), Optional.empty());
    }
    JsonNode root = ModelFolder.json(file);
    if (!root.has("textModel") && !root.has("logitScale")) {
      throw InvalidModelException.unexpected(
          file, "fields", root, "textModel (a folder's path) or logitScale (a number above 0)");
    }
    return new SightlineJson(
        root.has("textModel")
            ? Optional.of(textModel(file, folder, root.path("textModel")))
            : Optional.empty(),
        root.has("logitScale") ? Optional.of(logitScale(file, root)) : Optional.empty());
  }

  private static Path textModel(Path file, Path folder, JsonNode named) {
    if (!named.isTextual()) {
      throw InvalidModelException.unexpected(file, "textModel", named, "a folder's path");
    }
    Path here = folder.toAbsolutePath().normalize();
    Path other = here.resolve(named.asText()).normalize();
    if (!Files.isDirectory(other)) {
      throw InvalidModelException.unexpected(
          file, "textModel", named, "a folder, but there is none at " + other);
    }
    if (other.equals(here)) {
      throw InvalidModelException.unexpected(
          file, "textModel", named, "another folder; leave it out to use the model's own");
    }
    Path next = other.resolve(FILE);
    if (Files.isRegularFile(next) && ModelFolder.json(next).has("textModel")) {
      throw InvalidModelException.unexpected(
          file,
          "textModel",
          named,
          "a folder with a text encoder of its own, but %s leads on to %s"
              .formatted(next, ModelFolder.json(next).path("textModel")));
    }
    return other;
  }

  private static LogitScale logitScale(Path file, JsonNode root) {
    double value = root.path("logitScale").asDouble(0);
    JsonNode bias = root.path("logitBias");
    if (!(value > 0) || Double.isInfinite(value)) {
      throw InvalidModelException.unexpected(
          file, "logitScale", root.path("logitScale"), "a number above 0");
    }
    if (!bias.isMissingNode() && !bias.isNumber()) {
      throw InvalidModelException.unexpected(file, "logitBias", bias, "a number");
    }
    return bias.isNumber()
        ? LogitScale.learnedWithBias(value, bias.asDouble())
        : new LogitScale(value, true);
  }
}
