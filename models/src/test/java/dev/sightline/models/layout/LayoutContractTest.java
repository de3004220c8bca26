package dev.sightline.models.layout;

import java.util.List;
import org.junit.jupiter.api.Nested;

/// The contract of [ModelLayout] for each layout.
class LayoutContractTest {
  private static final List<String> HUGGING_FACE_FILES =
      List.of(
          "config.json",
          "preprocessor_config.json",
          "tokenizer.json",
          "onnx/vision_model.onnx",
          "onnx/text_model.onnx");

  @Nested
  class HuggingFace extends ModelLayoutContract {
    HuggingFace() {
      super(new HuggingFaceLayout(), "hf-clip", HUGGING_FACE_FILES);
    }
  }

  @Nested
  class Siglip extends ModelLayoutContract {
    Siglip() {
      super(new SiglipLayout(), "siglip", HUGGING_FACE_FILES);
    }
  }

  @Nested
  class Immich extends ModelLayoutContract {
    Immich() {
      super(
          new ImmichLayout(),
          "immich-clip",
          List.of(
              "config.json",
              "visual/model.onnx",
              "visual/preprocess_cfg.json",
              "textual/model.onnx",
              "textual/tokenizer.json"));
    }
  }

  @Nested
  class Qdrant extends ModelLayoutContract {
    Qdrant() {
      super(
          new QdrantLayout(),
          "qdrant-clip",
          List.of(
              "vision/model.onnx",
              "vision/preprocessor_config.json",
              "text/model.onnx",
              "text/config.json",
              "text/tokenizer.json"));
    }
  }

  @Nested
  class OpenClip extends ModelLayoutContract {
    OpenClip() {
      super(
          new OpenClipLayout(),
          "openclip-256",
          List.of("visual.onnx", "textual.onnx", "tokenizer/bpe_simple_vocab_16e6.txt.gz"));
    }
  }
}
