package dev.sightline.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        "{\"textModel\": \"%s\"}".formatted(Project.fixture("siglip")));

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
                      Project.fixture("siglip").resolve("onnx/text_model.onnx")));
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
            "Model file %s has textModel = nothing, expected a folder's path.".formatted(file));
  }

  private ClipModel open() {
    return ClipModel.open(folder, ModelOptions.DEFAULT);
  }
}
