package dev.sightline.models.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.models.ModelFolders;
import dev.sightline.testkit.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every [ModelLayout] guarantees, for its fixture.
abstract class ModelLayoutContract {
  /// One fixture for each layout.
  private static final List<String> FIXTURES =
      List.of("hf-clip", "immich-clip", "qdrant-clip", "openclip-256", "siglip");

  private final ModelLayout layout;
  private final String fixture;
  private final List<String> files;

  @TempDir private Path temporary;

  /// @param fixture a complete model in this layout
  /// @param files the files that the layout needs
  ModelLayoutContract(ModelLayout layout, String fixture, List<String> files) {
    this.layout = layout;
    this.fixture = fixture;
    this.files = List.copyOf(files);
  }

  private Path folder() {
    return Project.modelFixture(fixture);
  }

  @Test
  void it_recognises_its_own_folder_and_no_other() {
    assertThat(layout.recognises(folder())).isTrue();
    for (String other : FIXTURES) {
      assertThat(ModelLayout.recognised(Project.modelFixture(other)).map(ModelLayout::title))
          .as(other)
          .map(title -> title.equals(layout.title()))
          .contains(other.equals(fixture));
    }
  }

  @Test
  void it_does_not_recognise_an_empty_or_missing_folder() {
    assertThat(layout.recognises(temporary)).isFalse();
    assertThat(layout.recognises(temporary.resolve("missing"))).isFalse();
  }

  @Test
  void it_has_a_title_and_names_the_file_it_looks_for() {
    assertThat(layout.title()).isNotBlank();
    assertThat(layout.looksFor()).isNotBlank();
  }

  @Test
  void it_describes_the_model() {
    ModelDescription model = layout.describe(folder(), Variant.FP32);

    assertThat(model.name()).isEqualTo(fixture);
    assertThat(model.folder()).isEqualTo(folder());
    assertThat(model.variant()).isEqualTo(Variant.FP32);
    assertThat(model.imageGraph()).isRegularFile().startsWith(folder());
    assertThat(model.text().graph()).isRegularFile().startsWith(folder());
    assertThat(model.text().tokenizer()).isRegularFile().startsWith(folder());
    assertThat(model.context()).isBetween(16, 77);
    assertThat(model.preprocessing().width()).isPositive();
    assertThat(model.preprocessing().height()).isPositive();
    assertThat(model.logitScale().value()).isPositive();
    assertThat(model.textAdapter()).isEmpty();
  }

  @Test
  void the_description_of_the_text_encoder_alone_is_the_same() {
    assertThat(layout.describeText(folder(), Variant.FP32))
        .isEqualTo(layout.describe(folder(), Variant.FP32).text());
  }

  @Test
  void a_missing_file_is_named_in_the_error() throws IOException {
    for (String file : files) {
      Path copy = ModelFolders.copy(fixture, temporary.resolve(file.replace('/', '-')));
      Files.delete(copy.resolve(file));

      assertThatThrownBy(() -> layout.describe(copy, Variant.FP32))
          .as(file)
          .isInstanceOf(InvalidModelException.class)
          .hasMessageContaining(copy.toString())
          .hasMessageContaining(file);
    }
  }
}
