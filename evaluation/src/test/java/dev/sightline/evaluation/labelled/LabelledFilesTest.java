package dev.sightline.evaluation.labelled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.evaluation.metrics.EvaluationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledFilesTest {
  @TempDir private Path folder;

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, name);
  }

  private LabelledFiles read(String name) throws IOException {
    return LabelledFiles.read(folder.resolve(name));
  }

  @Test
  void folders_are_classes_and_an_underscore_is_a_space() throws IOException {
    file("all/sea_horse/b.png");
    file("all/sea_horse/deeper/a.JPG");
    file("all/sea_horse/notes.txt");
    file("all/cat/c.webp");
    file("all/.hidden/d.jpg");
    file("all/cat/.thumbs/e.jpg");

    var files = read("all");

    assertThat(files.classes()).containsExactly("cat", "sea horse");
    assertThat(files.files())
        .containsExactly(
            new LabelledFiles.LabelledFile(folder.resolve("all/cat/c.webp"), 0),
            new LabelledFiles.LabelledFile(folder.resolve("all/sea_horse/b.png"), 1),
            new LabelledFiles.LabelledFile(folder.resolve("all/sea_horse/deeper/a.JPG"), 1));
  }

  @Test
  void a_labels_file_names_files_beside_it() throws IOException {
    file("a.jpg");
    file("deep/b.jpg");
    Files.writeString(
        folder.resolve("labels.tsv"), "\ufeffa.jpg\tdog\n# no\n\ndeep/b.jpg\tsea_horse\n");

    var byFile = read("labels.tsv");

    assertThat(byFile.classes()).containsExactly("dog", "sea horse");
    assertThat(byFile.files()).hasSize(2);
  }

  @Test
  void a_folder_without_class_folders_is_read_by_its_labels_file() throws IOException {
    file("all/a.jpg");
    file("all/b.jpg");
    Files.writeString(folder.resolve("all/labels.tsv"), "a.jpg\tdog\nb.jpg\tcat\n");

    assertThat(read("all").classes()).containsExactly("cat", "dog");
  }

  @Test
  void one_class_is_named() throws IOException {
    file("all/cat/c.jpg");

    assertThatThrownBy(() -> read("all"))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(
            "%s holds one class, 'cat'; at least two are needed to tell apart."
                .formatted(folder.resolve("all")));
  }

  @Test
  void a_class_without_pictures_is_named() throws IOException {
    file("all/cat/c.jpg");
    file("all/dog/readme.txt");

    assertThatThrownBy(() -> read("all"))
        .isInstanceOf(EvaluationException.class)
        .hasMessageStartingWith("The class 'dog' of ")
        .hasMessageContaining("has no pictures");
  }

  @Test
  void no_class_and_no_folder_are_said() throws IOException {
    Files.createDirectories(folder.resolve("empty"));

    assertThatThrownBy(() -> read("empty")).hasMessageContaining("holds no classes");
    assertThatThrownBy(() -> read("nowhere"))
        .hasMessage("There is no folder or file %s.".formatted(folder.resolve("nowhere")));
  }

  @Test
  void a_line_without_a_label_is_named() throws IOException {
    file("a.jpg");
    Path tsv = Files.writeString(folder.resolve("labels.tsv"), "a.jpg\tdog\na.jpg\n");

    assertThatThrownBy(() -> read("labels.tsv"))
        .hasMessage("%s, line 2: expected a file, a tab and a label, read 'a.jpg'.".formatted(tsv));
  }

  @Test
  void a_label_of_a_missing_file_is_named() throws IOException {
    Path tsv = Files.writeString(folder.resolve("labels.tsv"), "gone.jpg\tdog\n");

    assertThatThrownBy(() -> read("labels.tsv"))
        .hasMessage("%s, line 1: there is no file %s.".formatted(tsv, folder.resolve("gone.jpg")));
  }

  @Test
  void a_picture_with_two_labels_is_named() throws IOException {
    file("a.jpg");
    Files.writeString(folder.resolve("labels.tsv"), "a.jpg\tdog\na.jpg\tcat\n");

    assertThatThrownBy(() -> read("labels.tsv"))
        .hasMessageContaining("line 2")
        .hasMessageContaining("labelled 'cat' here and 'dog' before");
  }

  @Test
  void two_spellings_of_one_class_are_refused() throws IOException {
    file("a.jpg");
    file("b.jpg");
    Files.writeString(folder.resolve("labels.tsv"), "a.jpg\tDog\nb.jpg\tdog\n");

    assertThatThrownBy(() -> read("labels.tsv")).hasMessageContaining("the class 'dog' twice");
  }
}
