package dev.sightline.searcher.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.models.ClipModel;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.searcher.zeroshot.LabelException;
import dev.sightline.searcher.zeroshot.LabelSet;
import dev.sightline.searcher.zeroshot.PromptTemplates;
import dev.sightline.testkit.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelSetStoreTest {
  private static final Path PROJECT = Project.root();

  @TempDir private Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private LabelSetStore shelf() {
    return new LabelSetStore(folder.resolve("learned"), false);
  }

  @Test
  void sets_are_kept_replaced_and_removed_and_the_built_in_one_stays() throws IOException {
    LabelSetStore shelf = shelf();
    assertThat(names(shelf)).containsExactly("everyday");

    shelf.add(file("pets.txt", "dog\ncat\n"));
    long version = shelf.version();
    shelf.add(file("birds.txt", "owl\n"));

    assertThat(names(shelf())).containsExactly("birds", "pets", "everyday");
    assertThat(shelf.version()).isNotEqualTo(version);
    shelf.add(file("pets.txt", "hamster\n"));
    assertThat(shelf.sets().get(1).names()).containsExactly("hamster");
    assertThat(shelf.remove("pets")).isTrue();
    assertThat(shelf.remove("pets")).isFalse();
    assertThat(names(shelf)).containsExactly("birds", "everyday");
  }

  @Test
  void the_built_in_set_cannot_be_replaced_or_removed_nor_an_empty_one_kept() throws IOException {
    Path everyday = file("everyday.txt", "dog\n");
    Path nothing = file("nothing.txt", "# no labels\n");

    assertThatThrownBy(() -> shelf().add(everyday))
        .isInstanceOf(LabelException.class)
        .hasMessage("The set 'everyday' is built in: call the file otherwise.");
    assertThatThrownBy(() -> shelf().remove("everyday"))
        .isInstanceOf(LabelException.class)
        .hasMessage("The set 'everyday' is built in and stays.");
    assertThatThrownBy(() -> shelf().add(nothing)).isInstanceOf(LabelException.class);
    assertThat(folder.resolve("learned/labels")).doesNotExist();
  }

  @Test
  void embeddings_are_made_once_and_made_again_when_their_file_is_damaged() throws IOException {
    LabelSet set = LabelSet.written("dog,cat");
    try (var model =
        ClipModel.open(PROJECT.resolve("models/sightline-tiny"), ModelOptions.DEFAULT)) {
      float[][] first = shelf().classifier(model, set, PromptTemplates.NONE).embeddings();
      Path kept = kept();
      byte[] bytes = Files.readAllBytes(kept);

      assertThat(shelf().classifier(model, set, PromptTemplates.NONE).embeddings())
          .isDeepEqualTo(first);
      Files.write(kept, new byte[] {1, 2, 3});
      assertThat(shelf().classifier(model, set, PromptTemplates.NONE).embeddings())
          .isDeepEqualTo(first);
      assertThat(kept).hasBinaryContent(bytes);
      assertThat(
              new LabelSetStore(folder.resolve("other"), true)
                  .classifier(model, set, PromptTemplates.NONE)
                  .embeddings())
          .isDeepEqualTo(first);
      assertThat(folder.resolve("other")).doesNotExist();
    }
  }

  private Path kept() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("learned/labels"))) {
      return all.filter(it -> it.toString().endsWith(".npy")).findFirst().orElseThrow();
    }
  }

  private static List<String> names(LabelSetStore shelf) {
    return shelf.sets().stream().map(LabelSet::name).toList();
  }
}
