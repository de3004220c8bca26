package dev.sightline.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.models.layout.InvalidModelException;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.testkit.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A folder that stands for another model, with a learned map behind its text encoder.
class TextAdapterTest {
  private static final int DIMENSION = 32;

  @TempDir private Path temporary;
  private final Path base = Project.modelFixture("hf-clip");
  private Path folder = Path.of("");

  @BeforeEach
  void adaptedModel() throws IOException {
    folder = Files.createDirectories(temporary.resolve("mine"));
    try (var model = ClipModel.open(base, ModelOptions.DEFAULT)) {
      adapter().write(folder.resolve(TextAdapter.FILE), model.fingerprint());
    }
    Files.writeString(
        folder.resolve("sightline.json"),
        "{\"model\": \"%s\", \"textAdapter\": \"%s\"}".formatted(base, TextAdapter.FILE));
  }

  /// Turns the first number round and leaves the others.
  private static TextAdapter adapter() {
    var map = new double[DIMENSION * DIMENSION];
    map[0] = -2;
    return TextAdapter.of(map);
  }

  private ClipModel open() {
    return ClipModel.open(folder, ModelOptions.DEFAULT);
  }

  @Test
  void sentences_go_through_the_map_alone_or_in_a_batch() {
    float[] plain;
    try (var model = ClipModel.open(base, ModelOptions.DEFAULT)) {
      plain = model.textEncoder().encode("a dog");
    }
    try (var model = open()) {
      float[] mapped = model.textEncoder().encode("a dog");
      assertThat(mapped[0]).isCloseTo(-plain[0], within(1e-6f));
      assertThat(mapped[1]).isCloseTo(plain[1], within(1e-6f));
      assertThat(model.textEncoder().encode(java.util.List.of("a cat", "a dog"))[1])
          .containsExactly(mapped, within(1e-5f));
    }
  }

  @Test
  void only_the_text_side_of_the_fingerprint_changes() throws IOException {
    Fingerprint first;
    try (var model = open()) {
      first = model.fingerprint();
      try (var plain = ClipModel.open(base, ModelOptions.DEFAULT)) {
        assertThat(first.image()).isEqualTo(plain.fingerprint().image());
        assertThat(first.text()).isNotEqualTo(plain.fingerprint().text());
        TextAdapter.of(new double[DIMENSION * DIMENSION])
            .write(folder.resolve(TextAdapter.FILE), plain.fingerprint());
      }
    }
    try (var model = open()) {
      assertThat(model.fingerprint().text()).isNotEqualTo(first.text());
    }
  }

  @Test
  void the_folder_is_a_model_with_its_own_name_and_the_others_layout() {
    assertThat(ClipModel.isModelFolder(folder)).isTrue();
    try (var model = open()) {
      assertThat(model.name()).isEqualTo("mine");
      assertThat(model.description().folder()).isEqualTo(folder);
      assertThat(model.description().layout()).isEqualTo("Hugging Face");
    }
  }

  @Test
  void a_map_of_another_model_is_refused() throws IOException {
    adapter()
        .write(folder.resolve(TextAdapter.FILE), new Fingerprint("0".repeat(32), "1".repeat(32)));

    try (var model = open()) {
      assertThatThrownBy(model::textEncoder)
          .isInstanceOf(InvalidModelException.class)
          .hasMessageContaining("learn it again with: sightline adapt");
    }
  }

  @Test
  void a_damaged_or_cut_file_is_refused() throws IOException {
    Path file = folder.resolve(TextAdapter.FILE);
    byte[] whole = Files.readAllBytes(file);
    byte[] damaged = whole.clone();
    damaged[200]++;
    Files.write(file, damaged);
    try (var model = open()) {
      assertThatThrownBy(model::textEncoder).hasMessageContaining("checksum");
    }
    Files.write(file, java.util.Arrays.copyOf(whole, 300));
    try (var model = open()) {
      assertThatThrownBy(model::textEncoder).hasMessageContaining("length = 300 bytes");
    }
    Files.writeString(file, "words");
    try (var model = open()) {
      assertThatThrownBy(model::textEncoder).hasMessageContaining("beginning");
    }
  }

  @Test
  void a_file_that_is_not_there_is_named() throws IOException {
    Files.delete(folder.resolve(TextAdapter.FILE));

    assertThatThrownBy(this::open)
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("expected a file, but there is none at");
    assertThat(ClipModel.isModelFolder(folder)).isFalse();
  }

  @Test
  void a_folder_that_stands_for_one_that_stands_for_another_is_refused() throws IOException {
    Path next = Files.createDirectories(temporary.resolve("next"));
    Files.writeString(next.resolve("sightline.json"), "{\"model\": \"../mine\"}");

    assertThatThrownBy(() -> ClipModel.open(next, ModelOptions.DEFAULT))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("it is one of these itself");
  }

  @Test
  void a_map_is_square_and_finite() {
    assertThatThrownBy(() -> TextAdapter.of(new double[5])).hasMessageContaining("square");
    assertThatThrownBy(() -> TextAdapter.of(new double[] {Double.NaN}))
        .hasMessageContaining("finite");
  }
}
