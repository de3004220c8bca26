package dev.sightline.models.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.models.ClipModel;
import dev.sightline.models.Fingerprint;
import dev.sightline.models.ModelFolders;
import dev.sightline.models.OnnxFile;
import dev.sightline.models.onnx.GraphRole;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.models.preprocessing.Preprocessing;
import dev.sightline.testkit.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How a folder of files is recognised and read, and what is said when it cannot be.
class ModelLayoutTest {
  @TempDir private Path temporary;

  @Test
  void a_folder_of_no_known_layout_is_told_what_was_looked_for() {
    assertThatThrownBy(() -> open(temporary))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(
            """
            Model folder %s is of no known layout. Looked for: visual/ and textual/ (Immich); \
            vision/ and text/ (Qdrant); visual.onnx and textual.onnx (open_clip, rclip); \
            config.json with model_type siglip or siglip2 (SigLIP); \
            onnx/, preprocessor_config.json or config.json (Hugging Face). \
            Copy a model's files there or choose another model with --model.\
            """
                .formatted(temporary));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          immich-clip  | config.json              | config.json, visual/model.onnx, visual/preprocess_cfg.json, textual/model.onnx and textual/tokenizer.json
          immich-clip  | visual/preprocess_cfg.json | config.json, visual/model.onnx, visual/preprocess_cfg.json, textual/model.onnx and textual/tokenizer.json
          immich-clip  | textual/model.onnx       | config.json, visual/model.onnx, visual/preprocess_cfg.json, textual/model.onnx and textual/tokenizer.json
          qdrant-clip  | vision/model.onnx        | vision/model.onnx, vision/preprocessor_config.json, text/model.onnx, text/config.json and text/tokenizer.json
          qdrant-clip  | text/config.json         | vision/model.onnx, vision/preprocessor_config.json, text/model.onnx, text/config.json and text/tokenizer.json
          openclip-256 | textual.onnx             | visual.onnx, textual.onnx and tokenizer/bpe_simple_vocab_16e6.txt.gz
          openclip-256 | tokenizer/bpe_simple_vocab_16e6.txt.gz | visual.onnx, textual.onnx and tokenizer/bpe_simple_vocab_16e6.txt.gz
          siglip       | tokenizer.json           | config.json, preprocessor_config.json, tokenizer.json, onnx/vision_model.onnx and onnx/text_model.onnx
          """)
  void a_missing_file_is_named_in_the_words_of_its_layout(String fixture, String file, String needs)
      throws IOException {
    Path folder = ModelFolders.copy(fixture, temporary.resolve("model"));
    Files.delete(folder.resolve(file));

    assertThatThrownBy(() -> open(folder))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(
            """
            Model folder %s lacks %s. A model needs %s; \
            copy the missing file there or choose another model with --model.\
            """
                .formatted(folder, file, needs));
  }

  @ParameterizedTest
  @CsvSource({
    "\"shortest\", \"longest\", resize_mode, longest, shortest or squash",
    "bicubic, random, interpolation, random, bicubic or bilinear"
  })
  void a_preprocessing_nobody_knows_is_refused(
      String old, String replacement, String field, String found, String expected)
      throws IOException {
    Path folder = ModelFolders.copy("immich-clip", temporary.resolve("model"));
    Path file = folder.resolve("visual/preprocess_cfg.json");
    ModelFolders.replace(file, old.replace("\"", ""), replacement.replace("\"", ""));

    assertThatThrownBy(() -> open(folder))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(
            "Model file %s has %s = %s, expected %s.".formatted(file, field, found, expected));
  }

  @Test
  void a_file_is_no_model_folder() throws IOException {
    Path file = Files.writeString(temporary.resolve("model.onnx"), "");

    assertThatThrownBy(() -> open(file))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(
            "%s is a file; a model is a folder. Name the folder that it lies in.".formatted(file));
  }

  @Test
  void a_linked_folder_and_linked_files_are_a_model() throws IOException {
    Path real = ModelFolders.copy("hf-clip", temporary.resolve("real"));
    Path linked = Files.createSymbolicLink(temporary.resolve("linked"), real);
    Path files = temporary.resolve("files");
    Files.createDirectories(files.resolve("onnx"));
    for (String name : List.of("vision_model.onnx", "text_model.onnx")) {
      Files.createSymbolicLink(files.resolve("onnx").resolve(name), real.resolve("onnx/" + name));
    }
    for (String name : List.of("config.json", "preprocessor_config.json", "tokenizer.json")) {
      Files.createSymbolicLink(files.resolve(name), real.resolve(name));
    }

    try (var model = open(real);
        var byFolder = open(linked);
        var byFiles = open(files)) {
      assertThat(byFolder.fingerprint()).isEqualTo(model.fingerprint());
      assertThat(byFiles.fingerprint()).isEqualTo(model.fingerprint());
      assertThat(byFolder.textEncoder().encode("a dog"))
          .containsExactly(model.textEncoder().encode("a dog"));
    }
  }

  @Test
  void every_fixture_is_recognised_and_an_empty_folder_is_not() {
    assertThat(
            List.of(
                "hf-clip", "immich-clip", "qdrant-clip", "openclip-256", "siglip", "mobileclip"))
        .allMatch(name -> ClipModel.isModelFolder(Project.modelFixture(name)));
    assertThat(ClipModel.isModelFolder(temporary)).isFalse();
  }

  @Test
  void a_unigram_vocabulary_in_clips_files_is_read_as_one() throws IOException {
    Path folder = ModelFolders.copy("immich-clip", temporary.resolve("model"));
    for (String name : List.of("tokenizer.json", "tokenizer_config.json")) {
      Files.copy(
          Project.modelFixture("siglip").resolve(name),
          folder.resolve("textual").resolve(name),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    try (var model = open(folder);
        var siglip = open(Project.modelFixture("siglip"));
        var tokenizer = model.tokenizer();
        var expected = siglip.tokenizer()) {
      assertThat(model.description().text().vocabulary())
          .isEqualTo(TextEncoderConfig.Vocabulary.SENTENCE_PIECE);
      assertThat(tokenizer.encode("a dog on the beach"))
          .containsExactly(expected.encode("a dog on the beach"));
    }
  }

  @Test
  void a_siglip_configuration_without_its_scale_gets_the_usual_one() throws IOException {
    Path folder = ModelFolders.copy("siglip", temporary.resolve("model"));
    ModelFolders.replace(folder.resolve("config.json"), "\"logit_bias\"", "\"nothing\"");

    try (var model = open(folder)) {
      LogitScale scale = model.description().logitScale();
      assertThat(scale.learned()).isFalse();
      assertThat(scale.bias()).hasValue(-12.93);
    }
  }

  @Test
  void siglip_scores_a_pair_by_a_sigmoid_with_its_learned_scale_and_bias() {
    try (var model = open(Project.modelFixture("siglip"))) {
      LogitScale scale = model.description().logitScale();

      assertThat(scale.learned()).isTrue();
      assertThat(scale.value()).isBetween(117.3, 117.4);
      assertThat(scale.bias()).hasValue(-12.93);
      assertThat(scale.probability(0.12).orElseThrow()).isBetween(0.758, 0.761);
    }
  }

  @Test
  void clip_has_no_probability_of_one_pair() {
    try (var model = open(Project.modelFixture("hf-clip"))) {
      assertThat(model.description().logitScale().probability(0.3)).isEmpty();
    }
  }

  @Test
  void the_image_side_of_the_bundled_models_fingerprint_is_what_libraries_were_built_with() {
    try (var model = open(Project.bundledModel())) {
      assertThat(model.fingerprint())
          .isEqualTo(
              new Fingerprint(
                  "6a13401908ee7a7a6b808477674e1ff1", "497cf43ff96ebf9cfb38949d4f093b3b"));
    }
  }

  @Test
  void the_crop_rounding_enters_the_fingerprint_only_where_it_is_not_half_to_even() {
    var usual = new Preprocessing.Resize.ShortestEdgeThenCrop(224);
    var down = new Preprocessing.Resize.ShortestEdgeThenCrop(224, Preprocessing.CropRounding.DOWN);

    assertThat(usual).hasToString("ShortestEdgeThenCrop[edge=224]");
    assertThat(down).hasToString("ShortestEdgeThenCrop[edge=224, rounding=DOWN]");
  }

  @Test
  void a_signature_read_from_the_file_is_the_one_onnx_runtime_sees() {
    Path graph = Project.modelFixture("mobileclip").resolve("onnx/text_model.onnx");

    OnnxSignature signature = OnnxSignature.read(graph);

    assertThat(signature.inputs())
        .containsExactly(new OnnxSignature.Value("input_ids", List.of(OnnxSignature.ANY, 77L)));
    assertThat(GraphRole.TEXT.dimension(signature)).hasValue(32);
  }

  @Test
  void a_graph_without_configuration_and_fixed_size_is_refused() throws IOException {
    Path folder = ModelFolders.copy("openclip-256", temporary.resolve("model"));
    Path graph = folder.resolve("visual.onnx");
    Files.write(
        graph,
        new OnnxFile()
            .input("input", OnnxFile.FLOAT, "batch", 3, "height", "width")
            .output("output", "batch", 32)
            .bytes());

    assertThatThrownBy(() -> open(folder))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(
            """
            Model file %s has input shape = no fixed size, expected [batch, 3, height, width], \
            for no file says the size.\
            """
                .formatted(graph));
  }

  private static ClipModel open(Path folder) {
    return ClipModel.open(folder, ModelOptions.DEFAULT);
  }
}
