package dev.sightline.models.layout;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;

/// Qdrant's layout: image and text encoder are published separately, each with a `config.json` of
/// Hugging Face. In a model folder they are in the folders `vision/` and `text/`. Neither states
/// the logit scale.
final class QdrantLayout implements ModelLayout {
  private static final String NEEDS =
      "vision/model.onnx, vision/preprocessor_config.json, text/model.onnx, text/config.json and"
          + " text/tokenizer.json";

  @Override
  public boolean recognises(Path folder) {
    return Files.isDirectory(folder.resolve("vision")) || Files.isDirectory(folder.resolve("text"));
  }

  @Override
  public String title() {
    return "Qdrant";
  }

  @Override
  public String looksFor() {
    return "vision/ and text/ (Qdrant)";
  }

  @Override
  public ModelDescription describe(Path folder, Variant variant) {
    var files = new ModelFolder(folder, variant, NEEDS);
    return new ModelDescription(
        files.name(),
        folder,
        variant,
        files.graph("vision/model"),
        PreprocessorConfig.read(files.existing("vision/preprocessor_config.json")),
        describeText(folder, variant),
        LogitScale.assumed());
  }

  @Override
  public TextEncoderConfig describeText(Path folder, Variant variant) {
    var files = new ModelFolder(folder, variant, NEEDS);
    Path configurationFile = files.existing("text/config.json");
    JsonNode configuration = ModelFolder.json(configurationFile);
    Path tokenizer = files.existing("text/tokenizer.json");
    return new TextEncoderConfig(
        files.graph("text/model"),
        tokenizer,
        ModelFolder.vocabulary(tokenizer),
        ModelFolder.context(
            configurationFile, configuration, "max_position_embeddings", "max_position_embeddings"),
        TextEncoderConfig.Length.UNKNOWN,
        ModelFolder.padToken(tokenizer));
  }
}
