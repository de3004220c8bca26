package dev.sightline.models.layout;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;

/// SigLIP and SigLIP2 in Hugging Face's files, known by `model_type` in `config.json`.
///
/// What differs from CLIP: pictures are squashed to a square, sentences go through a SentencePiece
/// vocabulary and are always filled to the whole context, because the text encoder sees all of it
/// and is read off at the last position; a pair is scored by a sigmoid with a learned bias.
///
/// @see <a href="https://arxiv.org/abs/2303.15343">Zhai et al. 2023</a>
final class SiglipLayout implements ModelLayout {
  private static final String NEEDS =
      "config.json, preprocessor_config.json, tokenizer.json, onnx/vision_model.onnx and"
          + " onnx/text_model.onnx";

  /// Published configurations leave out what `transformers` has as its default.
  private static final int DEFAULT_CONTEXT = 64;

  @Override
  public boolean recognises(Path folder) {
    Path file = folder.resolve("config.json");
    try {
      return Files.isRegularFile(file)
          && ModelFolder.json(file).path("model_type").asText().startsWith("siglip");
    } catch (InvalidModelException e) {
      return false; // whoever reads the file next says what is wrong with it
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
