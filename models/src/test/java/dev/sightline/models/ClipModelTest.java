package dev.sightline.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.models.layout.InvalidModelException;
import dev.sightline.models.layout.LogitScale;
import dev.sightline.models.layout.Variant;
import dev.sightline.models.onnx.Device;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.models.preprocessing.Preprocessing;
import dev.sightline.testkit.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClipModelTest {
  @TempDir private Path temporary;
  private Path folder;

  @BeforeEach
  void copyAModel() throws IOException {
    folder = ModelFolders.copy("hf-clip", temporary.resolve("my-model"));
  }

  @Test
  void reads_everything_it_needs_from_the_models_own_files() {
    try (var model = open()) {
      var description = model.description();

      assertThat(model.name()).isEqualTo("my-model");
      assertThat(description.preprocessing().width()).isEqualTo(224);
      assertThat(description.preprocessing().resize())
          .isEqualTo(new Preprocessing.Resize.ShortestEdgeThenCrop(224));
      assertThat(description.preprocessing().mean().getFirst()).isEqualTo(0.48145466);
      assertThat(description.context()).isEqualTo(77);
      assertThat(model.imageEncoder().dimension()).isEqualTo(32);
      assertThat(model.textEncoder().dimension()).isEqualTo(32);
    }
  }

  @Test
  void a_configuration_with_the_scale_before_training_gets_the_100_of_trained_clip() {
    try (var model = open()) {
      assertThat(model.description().logitScale()).isEqualTo(new LogitScale(100, false));
    }
  }

  @Test
  void the_bundled_model_keeps_its_learned_scale() {
    try (var model = ClipModel.open(Project.bundledModel(), ModelOptions.DEFAULT)) {
      assertThat(model.description().logitScale().learned()).isTrue();
      assertThat(model.description().logitScale().value()).isBetween(23.33, 23.35);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "config.json",
        "preprocessor_config.json",
        "tokenizer.json",
        "onnx/vision_model.onnx",
        "onnx/text_model.onnx"
      })
  void a_missing_file_is_named(String file) throws IOException {
    Files.delete(folder.resolve(file));

    assertThatThrownBy(this::open)
        .isInstanceOf(InvalidModelException.class)
        .hasMessageStartingWith("Model folder %s lacks %s.".formatted(folder, file))
        .hasMessageContaining("--model");
  }

  @ParameterizedTest
  @ValueSource(strings = {"onnx/vision_model.onnx", "onnx/text_model.onnx"})
  void a_graph_that_is_cut_short_is_named(String graph) throws IOException {
    Path file = folder.resolve(graph);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));

    try (var model = open()) {
      assertThatThrownBy(
              () -> {
                model.imageEncoder();
                model.textEncoder();
              })
          .isInstanceOf(InvalidModelException.class)
          .hasMessageContaining(file.toString())
          .hasMessageContaining("copy it again");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"config.json", "preprocessor_config.json", "tokenizer.json"})
  void a_file_that_is_not_json_is_named(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, "<html>404</html>");

    assertThatThrownBy(
            () -> {
              try (var model = open()) {
                model.textEncoder();
              }
            })
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void a_model_of_another_kind_is_refused_by_name() throws IOException {
    Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"bert\"}");

    assertThatThrownBy(this::open)
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(
            "Model file %s has model_type = bert, expected clip."
                .formatted(folder.resolve("config.json")));
  }

  @Test
  void a_tokenizer_of_another_kind_is_refused_by_name() throws IOException {
    Path file = folder.resolve("tokenizer.json");
    Files.writeString(file, "{\"model\": {\"type\": \"WordPiece\", \"vocab\": []}}");

    try (var model = open()) {
      assertThatThrownBy(model::textEncoder)
          .isInstanceOf(InvalidModelException.class)
          .hasMessage("Model file %s has model.type = WordPiece, expected BPE.".formatted(file));
    }
  }

  @Test
  void a_folder_that_does_not_exist_is_named() {
    Path nowhere = temporary.resolve("nowhere");

    assertThatThrownBy(() -> ClipModel.open(nowhere, ModelOptions.DEFAULT))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage("There is no model folder %s.".formatted(nowhere));
  }

  @Test
  void an_input_size_that_contradicts_the_graph_is_refused() throws IOException {
    Path file = folder.resolve("preprocessor_config.json");
    Files.writeString(file, Files.readString(file).replace("224", "192"));

    try (var model = open()) {
      assertThatThrownBy(model::imageEncoder)
          .isInstanceOf(InvalidModelException.class)
          .hasMessageContaining("[batch, 3, 192, 192]");
    }
  }

  @Test
  void the_fingerprint_stays_while_the_files_stay() {
    try (var first = open();
        var second = open()) {
      assertThat(first.fingerprint()).isEqualTo(second.fingerprint());
    }
  }

  @Test
  void another_preprocessing_is_another_image_side() throws IOException {
    Fingerprint before = fingerprint();
    Path file = folder.resolve("preprocessor_config.json");
    Files.writeString(file, Files.readString(file).replace("\"resample\": 3", "\"resample\": 2"));

    assertThat(fingerprint().image()).isNotEqualTo(before.image());
    assertThat(fingerprint().text()).isEqualTo(before.text());
  }

  @Test
  void another_text_graph_leaves_the_image_side_alone() throws IOException {
    Fingerprint before = fingerprint();
    Path file = folder.resolve("onnx/text_model.onnx");
    byte[] changed = Files.readAllBytes(file);
    changed[changed.length - 1] ^= 1;
    Files.write(file, changed);
    Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(1));

    assertThat(fingerprint().image()).isEqualTo(before.image());
    assertThat(fingerprint().text()).isNotEqualTo(before.text());
  }

  @Test
  void works_when_nothing_can_be_kept_beside_the_model() throws IOException {
    Files.writeString(folder.resolve(".sightline"), "a file where the cache folder should be");

    try (var model = open()) {
      assertThat(model.textEncoder().encode("a dog")).hasSize(32);
    }
  }

  @Test
  void asking_for_cuda_where_there_is_none_falls_back_and_says_why() {
    var options = new ModelOptions(Variant.FP32, Device.CUDA, 1);
    try (var model = ClipModel.open(folder, options)) {
      var encoder = model.imageEncoder();

      assertThat(encoder.dimension()).isEqualTo(32);
      if (encoder.deviceNote().isPresent()) { // absent only where CUDA really loads
        assertThat(encoder.deviceNote().get()).startsWith("CUDA is not available, using the CPU: ");
      }
    }
  }

  @Test
  void a_variant_that_is_not_there_is_named() {
    var options = new ModelOptions(Variant.FP16, Device.CPU, 1);

    assertThatThrownBy(() -> ClipModel.open(folder, options))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("lacks onnx/vision_model_fp16.onnx");
  }

  private ClipModel open() {
    return ClipModel.open(folder, ModelOptions.DEFAULT);
  }

  private Fingerprint fingerprint() {
    try (var model = open()) {
      return model.fingerprint();
    }
  }
}
