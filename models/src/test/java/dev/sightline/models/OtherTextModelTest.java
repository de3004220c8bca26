package dev.sightline.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.models.layout.InvalidModelException;
import dev.sightline.models.layout.LogitScale;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.testkit.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A model that takes its text encoder from another folder (`sightline.json`).
class OtherTextModelTest {
  @TempDir private Path temporary;
  private Path folder;

  @BeforeEach
  void copyAModelAndItsOtherTextEncoder() throws IOException {
    folder = ModelFolders.copy("hf-clip", temporary.resolve("model"));
    ModelFolders.copy("immich-clip", temporary.resolve("other"));
    Files.writeString(folder.resolve("sightline.json"), "{\"textModel\": \"../other\"}");
  }

  @Test
  void sentences_go_through_the_other_folders_encoder() {
    try (var model = open();
        var other = ClipModel.open(temporary.resolve("other"), ModelOptions.DEFAULT)) {
      assertThat(model.textEncoder().encode("a dog"))
          .containsExactly(other.textEncoder().encode("a dog"));
    }
  }

  @Test
  void the_other_folder_needs_no_image_encoder() throws IOException {
    Files.delete(temporary.resolve("other/visual/model.onnx"));

    try (var model = open()) {
      assertThat(model.textEncoder().encode("a dog")).hasSize(32);
    }
  }

  @Test
  void only_the_text_side_of_the_fingerprint_changes() throws IOException {
    Fingerprint with;
    try (var model = open()) {
      with = model.fingerprint();
    }
    Files.delete(folder.resolve("sightline.json"));
    try (var model = open()) {
      assertThat(model.fingerprint().image()).isEqualTo(with.image());
      assertThat(model.fingerprint().text()).isNotEqualTo(with.text());
    }
  }

  @Test
  void a_text_encoder_for_other_vectors_is_refused() throws IOException {
    Files.writeString(
        folder.resolve("sightline.json"),
        "{\"textModel\": \"%s\"}".formatted(Project.modelFixture("siglip")));

    try (var model = open()) {
      assertThatThrownBy(model::textEncoder)
          .isInstanceOf(InvalidModelException.class)
          .hasMessage(
              """
              Image encoder %s gives vectors of 32 numbers and text encoder %s of 64. \
              Both must be made for each other; take both from one model.\
              """
                  .formatted(
                      folder.resolve("onnx/vision_model.onnx"),
                      Project.modelFixture("siglip").resolve("onnx/text_model.onnx")));
    }
  }

  @Test
  void a_text_model_that_is_not_there_is_named() throws IOException {
    Path file = folder.resolve("sightline.json");
    Files.writeString(file, "{\"textModel\": \"../nowhere\"}");

    assertThatThrownBy(this::open)
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(
            """
            Model file %s has textModel = "../nowhere", expected a folder, \
            but there is none at %s.\
            """
                .formatted(file, temporary.resolve("nowhere")));
  }

  @Test
  void a_file_that_names_no_text_model_is_refused() throws IOException {
    Path file = folder.resolve("sightline.json");
    Files.writeString(file, "{}");

    assertThatThrownBy(this::open)
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(
            """
            Model file %s has fields = {}, expected textModel or model (a folder's path), \
            logitScale (a number above 0) or textAdapter (a file's).\
            """
                .formatted(file));
  }

  @Test
  void a_model_that_names_itself_is_refused() throws IOException {
    Path file = folder.resolve("sightline.json");
    Files.writeString(file, "{\"textModel\": \"../model\"}");

    assertThatThrownBy(this::open)
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(
            """
            Model file %s has textModel = "../model", expected another folder; leave it out to \
            use the model's own.\
            """
                .formatted(file));
  }

  @Test
  void two_models_that_name_each_other_are_refused() throws IOException {
    Path next = temporary.resolve("other/sightline.json");
    Files.writeString(next, "{\"textModel\": \"../model\"}");

    assertThatThrownBy(this::open)
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(
            """
            Model file %s has textModel = "../other", expected a folder with a text encoder of its \
            own, but %s leads on to "../model".\
            """
                .formatted(folder.resolve("sightline.json"), next));
  }

  @Test
  void a_learned_scale_that_the_files_lack_is_taken_from_there() throws IOException {
    Files.writeString(folder.resolve("sightline.json"), "{\"logitScale\": 48.5}");
    try (var model = open()) {
      assertThat(model.description().logitScale()).isEqualTo(new LogitScale(48.5, true));
    }
    Files.writeString(
        folder.resolve("sightline.json"), "{\"logitScale\": 110, \"logitBias\": -12}");
    try (var model = open()) {
      assertThat(model.description().logitScale().bias()).hasValue(-12);
    }
  }

  @Test
  void a_scale_that_is_none_is_refused() throws IOException {
    Path file = folder.resolve("sightline.json");
    Files.writeString(file, "{\"logitScale\": -1}");

    assertThatThrownBy(this::open)
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(
            "Model file %s has logitScale = -1, expected a number above 0.".formatted(file));
  }

  private ClipModel open() {
    return ClipModel.open(folder, ModelOptions.DEFAULT);
  }
}
