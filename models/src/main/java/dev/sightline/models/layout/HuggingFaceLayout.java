package dev.sightline.models.layout;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;

/// The layout that Hugging Face's `transformers` and the Xenova and onnx-community exports share:
/// `config.json`, `preprocessor_config.json`, `tokenizer.json`, `onnx/vision_model.onnx` and
/// `onnx/text_model.onnx`, with a suffix such as `_fp16` for other variants.
///
/// MobileCLIP is published in the same layout. Its differences are stated in the same files (256
/// pixels, bilinear, no normalization, padding with `!`), except that its text encoder is not
/// causal; `TextEncoder` detects that.
final class HuggingFaceLayout implements ModelLayout {
  private static final String NEEDS =
      "config.json, preprocessor_config.json, tokenizer.json, onnx/vision_model.onnx and"
          + " onnx/text_model.onnx";

  @Override
  public boolean recognises(Path folder) {
    return Files.isDirectory(folder.resolve("onnx"))
        || Files.isRegularFile(folder.resolve("preprocessor_config.json"))
        || Files.isRegularFile(folder.resolve("config.json"));
  }

  @Override
  public String title() {
    return "Hugging Face";
  }

  @Override
  public String looksFor() {
    return "onnx/, preprocessor_config.json or config.json (Hugging Face)";
  }

  @Override
  public ModelDescription describe(Path folder, Variant variant) {
    var files = new ModelFolder(folder, variant, NEEDS);
    JsonNode configuration = ModelFolder.json(files.existing("config.json"));
    Path preprocessor = files.existing("preprocessor_config.json");
    Path imageGraph = files.graph("onnx/vision_model");
    TextEncoderConfig text = describeText(folder, variant);
    return new ModelDescription(
        files.name(),
        folder,
        variant,
        imageGraph,
        PreprocessorConfig.read(preprocessor),
        text,
        configuration.has("logit_scale_init_value")
            ? LogitScale.fromConfiguration(configuration.path("logit_scale_init_value").asDouble())
            : LogitScale.assumed());
  }

  @Override
  public TextEncoderConfig describeText(Path folder, Variant variant) {
    var files = new ModelFolder(folder, variant, NEEDS);
    Path configurationFile = files.existing("config.json");
    JsonNode configuration = ModelFolder.json(configurationFile);
    String type = configuration.path("model_type").asText();
    if (!type.equals("clip")) {
      throw InvalidModelException.unexpected(configurationFile, "model_type", type, "clip");
    }
    Path tokenizer = files.existing("tokenizer.json");
    return new TextEncoderConfig(
        files.graph("onnx/text_model"),
        tokenizer,
        ModelFolder.vocabulary(tokenizer),
        ModelFolder.context(
            configurationFile,
            configuration.path("text_config"),
            "max_position_embeddings",
            "text_config.max_position_embeddings"),
        length(configuration.path("text_is_causal")),
        ModelFolder.padToken(tokenizer));
  }

  private static TextEncoderConfig.Length length(JsonNode textIsCausal) {
    if (!textIsCausal.isBoolean()) {
      return TextEncoderConfig.Length.UNKNOWN;
    }
    return textIsCausal.asBoolean()
        ? TextEncoderConfig.Length.ACTUAL
        : TextEncoderConfig.Length.FULL_CONTEXT;
  }
}
