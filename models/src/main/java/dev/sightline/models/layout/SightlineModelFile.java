package dev.sightline.models.layout;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The file `sightline.json` of a model folder: settings that the published files do not state.
///
/// - `"textModel": "../other"` takes the text encoder from another folder, say a multilingual one
///   trained for the same image vectors; written by hand, relative to the model folder. The image
///   side of the fingerprint stays the same, so no image has to be embedded again.
/// - `"logitScale": 100` is the learned temperature factor, with `"logitBias"` for a model that
///   scores pairs with a sigmoid; written by a download where the catalogue has it, or by hand.
///
/// - `"model": "../base"` makes a folder without model files refer to another model, under its own
///   name; `"textAdapter": "text-adapter.bin"` adds an adapter after the text encoder
///   (`TextAdapter`). `sightline adapt` writes both.
///
/// @param textModel the folder of the text encoder; empty when the model uses its own
/// @param logitScale the learned factor, if the file states it
/// @param model the folder of the model that this one refers to
/// @param textAdapter the file of the adapter
record SightlineModelFile(
    Optional<Path> textModel,
    Optional<LogitScale> logitScale,
    Optional<Path> model,
    Optional<Path> textAdapter) {
  private static final String FILE = "sightline.json";
  private static final List<String> FIELDS =
      List.of("textModel", "logitScale", "model", "textAdapter");

  /// Reads the file of a model folder; all settings are empty if there is none.
  ///
  /// @throws InvalidModelException if the file is damaged, has no known setting, or names a folder
  ///     without an encoder or a missing file
  static SightlineModelFile in(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return new SightlineModelFile(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
    JsonNode root = ModelFolder.json(file);
    if (FIELDS.stream().noneMatch(root::has)) {
      throw InvalidModelException.unexpected(
          file,
          "fields",
          root,
          "textModel or model (a folder's path), logitScale (a number above 0) or textAdapter (a"
              + " file's)");
    }
    return new SightlineModelFile(
        root.has("textModel")
            ? Optional.of(textModel(file, folder, root.path("textModel")))
            : Optional.empty(),
        root.has("logitScale") ? Optional.of(logitScale(file, root)) : Optional.empty(),
        root.has("model") ? Optional.of(model(file, folder, root.path("model"))) : Optional.empty(),
        root.has("textAdapter")
            ? Optional.of(textAdapter(file, folder, root.path("textAdapter")))
            : Optional.empty());
  }

  /// The model that a folder refers to. Never fails: empty for a file that cannot be read.
  static Optional<Path> modelNamedIn(Path folder) {
    try {
      return in(folder).model();
    } catch (InvalidModelException e) {
      return Optional.empty();
    }
  }

  private static Path model(Path file, Path folder, JsonNode named) {
    Path other = otherFolder(file, folder, "model", named);
    Path next = other.resolve(FILE);
    if (Files.isRegularFile(next)) {
      JsonNode fields = ModelFolder.json(next);
      if (fields.has("model") || fields.has("textAdapter")) {
        throw InvalidModelException.unexpected(
            file, "model", named, "a model with files of its own, but it is one of these itself");
      }
    }
    return other;
  }

  private static Path textAdapter(Path file, Path folder, JsonNode named) {
    Path adapter = folder.toAbsolutePath().normalize().resolve(named.asText("")).normalize();
    if (!named.isTextual() || !Files.isRegularFile(adapter)) {
      throw InvalidModelException.unexpected(
          file, "textAdapter", named, "a file, but there is none at " + adapter);
    }
    return adapter;
  }

  private static Path otherFolder(Path file, Path folder, String field, JsonNode named) {
    if (!named.isTextual()) {
      throw InvalidModelException.unexpected(file, field, named, "a folder's path");
    }
    Path here = folder.toAbsolutePath().normalize();
    Path other = here.resolve(named.asText()).normalize();
    if (!Files.isDirectory(other)) {
      throw InvalidModelException.unexpected(
          file, field, named, "a folder, but there is none at " + other);
    }
    if (other.equals(here)) {
      throw InvalidModelException.unexpected(
          file, field, named, "another folder; leave it out to use the model's own");
    }
    return other;
  }

  private static Path textModel(Path file, Path folder, JsonNode named) {
    Path other = otherFolder(file, folder, "textModel", named);
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
