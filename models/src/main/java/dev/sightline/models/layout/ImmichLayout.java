package dev.sightline.models.layout;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;

/// Immich's layout: `visual/model.onnx` with open_clip's `preprocess_cfg.json`,
/// `textual/model.onnx` with `tokenizer.json`, and open_clip's `config.json`. Graphs are exported
/// for one image and one sentence at a time, ids are 32-bit, inputs and outputs are identified by
/// position.
///
/// A text encoder with a vocabulary other than CLIP's has `text_cfg.hf_tokenizer_name`, or is
/// recognized by its `tokenizer.json`; some such graphs need an `attention_mask` in addition to the
/// ids.
final class ImmichLayout implements ModelLayout {
  private static final String NEEDS =
      "config.json, visual/model.onnx, visual/preprocess_cfg.json, textual/model.onnx and"
          + " textual/tokenizer.json";

  @Override
  public boolean recognises(Path folder) {
    return Files.isDirectory(folder.resolve("visual"))
        || Files.isDirectory(folder.resolve("textual"));
  }

  @Override
  public String title() {
    return "Immich";
  }

  @Override
  public String looksFor() {
    return "visual/ and textual/ (Immich)";
  }

  @Override
  public ModelDescription describe(Path folder, Variant variant) {
    var files = new ModelFolder(folder, variant, NEEDS);
    return new ModelDescription(
        files.name(),
        folder,
        variant,
        files.graph("visual/model"),
        PreprocessCfg.read(files.existing("visual/preprocess_cfg.json")),
        describeText(folder, variant),
        LogitScale.assumed());
  }

  @Override
  public TextEncoderConfig describeText(Path folder, Variant variant) {
    var files = new ModelFolder(folder, variant, NEEDS);
    Path configurationFile = files.existing("config.json");
    JsonNode text = ModelFolder.json(configurationFile).path("text_cfg");
    JsonNode cleaning = text.path("tokenizer_kwargs").path("clean");
    if (!cleaning.isMissingNode()) {
      throw InvalidModelException.unexpected(
          configurationFile,
          "text_cfg.tokenizer_kwargs.clean",
          cleaning,
          "none; SigLIP models are read in Hugging Face's layout");
    }
    Path tokenizer = files.existing("textual/tokenizer.json");
    return new TextEncoderConfig(
        files.graph("textual/model"),
        tokenizer,
        text.has("hf_tokenizer_name")
            ? TextEncoderConfig.Vocabulary.SENTENCE_PIECE
            : ModelFolder.vocabulary(tokenizer),
        ModelFolder.context(configurationFile, text, "context_length", "text_cfg.context_length"),
        TextEncoderConfig.Length.FULL_CONTEXT,
        ModelFolder.padToken(tokenizer));
  }
}
