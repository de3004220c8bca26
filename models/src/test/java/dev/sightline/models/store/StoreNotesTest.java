package dev.sightline.models.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.models.store.catalogue.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The small files of the store: names of other folders, and the model of new libraries.
class StoreNotesTest {
  @TempDir private Path temporary;
  private Path store;
  private Path mine;
  private ReferencedModels references;

  @BeforeEach
  void start() throws IOException {
    store = temporary.resolve("models");
    mine = Files.createDirectories(temporary.resolve("mine"));
    references = new ReferencedModels(store);
  }

  @Test
  void a_name_leads_to_its_folder_until_it_is_forgotten() {
    assertThat(references.add("my-model", mine)).isTrue();
    assertThat(references.add("my-model", mine)).isFalse();

    assertThat(new ReferencedModels(store).all())
        .containsExactly(new ReferencedModels.Reference("my-model", mine));
    assertThat(references.forget("my-model")).isTrue();
    assertThat(references.forget("my-model")).isFalse();
    assertThat(references.find("my-model")).isEmpty();
    assertThat(mine).exists();
    assertThat(store).isEmptyDirectory();
  }

  @Test
  void a_name_that_is_taken_stays_what_it_was() throws IOException {
    references.add("my-model", mine);
    Path other = Files.createDirectories(temporary.resolve("other"));
    Files.createDirectories(store.resolve("pulled"));

    assertThatThrownBy(() -> references.add("my-model", other))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            ("There is a model 'my-model' already: %s. Nothing was changed. Choose another name"
                    + " with --name, or first run: sightline models remove my-model")
                .formatted(mine));
    assertThatThrownBy(() -> references.add("pulled", other))
        .hasMessageStartingWith("There is a model 'pulled' already");
    assertThat(references.find("my-model").orElseThrow().folder()).isEqualTo(mine);
  }

  @Test
  void a_note_that_is_broken_is_named() throws IOException {
    Files.createDirectories(store);
    Path note = store.resolve("broken.model.json");
    Files.writeString(note, "{}");

    assertThatThrownBy(() -> references.find("broken"))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("%s cannot be used: it names no folder".formatted(note));
  }

  @Test
  void the_chosen_model_is_remembered() {
    var standard = new DefaultModel(store);
    assertThat(standard.name()).isEmpty();

    standard.choose("my-model");
    standard.choose("another");

    assertThat(new DefaultModel(store).name()).hasValue("another");
    assertThat(store).isDirectoryNotContaining("glob:**.writing*");
  }

  @Test
  void a_store_that_cannot_be_written_is_named_and_nothing_is_half_written() throws IOException {
    Files.writeString(store, "a file where the store should be");

    assertThatThrownBy(() -> references.add("my-model", mine))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cannot be written")
        .hasMessageContaining("Nothing was changed.");
    assertThatThrownBy(() -> new DefaultModel(store).choose("my-model"))
        .isInstanceOf(StoreException.class);
    assertThat(store).hasContent("a file where the store should be");
  }
}
