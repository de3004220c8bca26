package dev.sightline.searcher.zeroshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelSetTest {
  @TempDir private Path folder;

  @Test
  void a_file_has_one_label_a_line_with_groups_other_names_and_remarks() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("pets.txt"),
            """
            \ufeff# what lives here
            fish

            [animals]
            dog: puppy, hound
            sea horse:
            """);

    assertThat(LabelSet.ofFile(file))
        .isEqualTo(
            new LabelSet(
                "pets",
                List.of(
                    new Label("fish", List.of(), ""),
                    new Label("dog", List.of("puppy", "hound"), "animals"),
                    new Label("sea horse", List.of(), "animals"))));
    assertThat(LabelSet.written(file.toString())).isEqualTo(LabelSet.ofFile(file));
  }

  @Test
  void labels_can_be_written_with_commas() throws Exception {
    assertThat(LabelSet.written(" a cat, dog ,,").names()).containsExactly("a cat", "dog");
  }

  @Test
  void no_label_and_the_same_label_twice_are_errors() throws Exception {
    Path nothing = Files.writeString(folder.resolve("none.txt"), "# nothing\n[group]\n");

    assertThatThrownBy(() -> LabelSet.ofFile(nothing))
        .isInstanceOf(LabelException.class)
        .hasMessage("There is no label in none.");
    assertThatThrownBy(() -> LabelSet.written("cat,dog,Cat"))
        .isInstanceOf(LabelException.class)
        .hasMessage("The label 'Cat' is in the labels given twice.");
  }

  @Test
  void the_built_in_vocabulary_is_grouped() {
    LabelSet everyday = LabelSet.everyday();

    assertThat(everyday.labels()).hasSizeGreaterThan(400);
    assertThat(everyday.labels()).noneMatch(it -> it.group().isEmpty());
    assertThat(everyday.names()).contains("dog", "beach", "birthday party", "screenshot");
  }

  @Test
  void templates_are_those_of_the_paper_or_of_a_file() throws Exception {
    Path file = Files.writeString(folder.resolve("t.txt"), "a stamp with a {}.\n{} on {}\n");

    assertThat(PromptTemplates.named("openai80").templates())
        .hasSize(80)
        .doesNotHaveDuplicates()
        .containsAll(PromptTemplates.named("openai7").templates());
    assertThat(PromptTemplates.named("openai7").templates()).hasSize(7);
    assertThat(PromptTemplates.named("none").of("cat")).containsExactly("cat");
    assertThat(PromptTemplates.named(file.toString()).of("cat"))
        .containsExactly("a stamp with a cat.", "cat on cat");
  }

  @Test
  void templates_without_a_gap_and_files_that_are_not_there_are_errors() throws Exception {
    Path file = Files.writeString(folder.resolve("t.txt"), "a photo of a {}\na photo of a cat\n");

    assertThatThrownBy(() -> PromptTemplates.named(file.toString()))
        .isInstanceOf(LabelException.class)
        .hasMessage("The template 'a photo of a cat' of %s has no {} for the label.", file);
    assertThatThrownBy(() -> PromptTemplates.named("openai8"))
        .isInstanceOf(LabelException.class)
        .hasMessageContaining("name openai80, openai7, none, or a file");
  }
}
