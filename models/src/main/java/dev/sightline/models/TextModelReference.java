package dev.sightline.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The file `sightline.json` of a model folder, written by hand: `{"textModel": "../other"}` takes
/// the text encoder from another folder, say a multilingual one trained for the same image vectors.
/// The path is relative to the model folder. The image side of the fingerprint stays what it was,
/// so no photo has to be embedded again.
final class TextModelReference {
  private static final String FILE = "sightline.json";

  private TextModelReference() {}

  /// The folder that a model takes its text encoder from; empty when it uses its own.
  ///
  /// @throws InvalidModelException if the file is broken or names no folder
  static Optional<Path> in(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    JsonNode named = ModelFolder.json(file).path("textModel");
    if (!named.isTextual()) {
      throw InvalidModelException.unexpected(
          file, "textModel", named.isMissingNode() ? "nothing" : named, "a folder's path");
    }
    Path other = folder.toAbsolutePath().resolve(named.asText()).normalize();
    if (!Files.isDirectory(other)) {
      throw InvalidModelException.unexpected(
          file, "textModel", named, "a folder, but there is none at " + other);
    }
    return Optional.of(other);
  }
}
