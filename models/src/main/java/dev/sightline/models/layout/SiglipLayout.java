package dev.sightline.models.layout;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;

/// SigLIP and SigLIP2 in the files of Hugging Face, recognised by `model_type` in `config.json`.
///
/// What differs from CLIP: images are resized to a square without keeping their aspect ratio.
/// Sentences use a SentencePiece vocabulary and are always padded to the whole context, because the
/// text encoder attends to all positions and its output is taken at the last one. A pair is scored
/// with a sigmoid and a learned bias.
///
/// @see <a href="https://arxiv.org/abs/2303.15343">Zhai et al. 2023</a>
final class SiglipLayout implements ModelLayout {
  private static final String NEEDS =
      "config.json, preprocessor_config.json, tokenizer.json, onnx/vision_model.onnx and"
          + " onnx/text_model.onnx";

  /// The default of `transformers`, which published configurations omit.
  private static final int DEFAULT_CONTEXT = 64;

  @Override
  public boolean recognises(Path folder) {
    Path file = folder.resolve("config.json");
    try {
      return Files.isRegularFile(file)
          && ModelFolder.json(file).path("model_type").asText().startsWith("siglip");
    } catch (InvalidModelException e) {
      return false; // the next reader of the file reports the problem
    }
  }

  @Override
  public String title() {
    return "SigLIP";
  }

  @Override
  public String looksFor() {
    return "config.json with model_type siglip or siglip2 (SigLIP)";
  }

  @Override
  public ModelDescription describe(Path folder, Variant variant) {
    var files = new ModelFolder(folder, variant, NEEDS);
    TextEncoderConfig text = describeText(folder, variant);
    return new ModelDescription(
        files.name(),
        folder,
        variant,
        files.graph("onnx/vision_model"),
        PreprocessorConfig.read(files.existing("preprocessor_config.json")),
        text,
        logitScale(ModelFolder.json(files.existing("config.json"))));
  }

  @Override
  public TextEncoderConfig describeText(Path folder, Variant variant) {
    var files = new ModelFolder(folder, variant, NEEDS);
    Path configurationFile = files.existing("config.json");
    JsonNode text = ModelFolder.json(configurationFile).path("text_config");
    Path tokenizer = files.existing("tokenizer.json");
    return new TextEncoderConfig(
        files.graph("onnx/text_model"),
        tokenizer,
        TextEncoderConfig.Vocabulary.SENTENCE_PIECE,
        text.has("max_position_embeddings")
            ? ModelFolder.context(
                configurationFile,
                text,
                "max_position_embeddings",
                "text_config.max_position_embeddings")
            : DEFAULT_CONTEXT,
        TextEncoderConfig.Length.FULL_CONTEXT,
        ModelFolder.padToken(tokenizer));
  }

  private static LogitScale logitScale(JsonNode configuration) {
    if (!configuration.has("logit_scale") || !configuration.has("logit_bias")) {
      return LogitScale.assumedForSiglip();
    }
    return LogitScale.withBias(
        configuration.path("logit_scale").asDouble(), configuration.path("logit_bias").asDouble());
  }
}
