package dev.sightline.evaluation.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.evaluation.metrics.EvaluationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaptionsTest {
  @TempDir private Path folder;
  private Path tsv;
  private Path cat;
  private Path dog;

  @BeforeEach
  void makeTwoImages() throws IOException {
    tsv = folder.resolve("captions.tsv");
    cat = Files.createFile(folder.resolve("cat.jpg"));
    dog = Files.createDirectory(folder.resolve("dogs")).resolve("dög 1.jpg");
    Files.createFile(dog);
  }

  @Test
  void captions_are_gathered_by_image_in_the_order_of_the_file() throws Exception {
    write("dogs/dög 1.jpg\ta dog", "cat.jpg\ta cat", "./dogs/../dogs/dög 1.jpg\t a brown dog ");

    var captions = Captions.read(tsv);

    assertThat(captions.byImage())
        .containsExactly(
            Map.entry(dog, List.of("a dog", "a brown dog")), Map.entry(cat, List.of("a cat")));
    assertThat(captions.count()).isEqualTo(3);
  }

  @Test
  void empty_lines_comments_and_windows_line_ends_are_passed_over() throws Exception {
    Files.writeString(tsv, "# file\tcaption\r\n\r\n  \t \r\ncat.jpg\ta cat\r\n");

    assertThat(Captions.read(tsv).byImage()).containsExactly(Map.entry(cat, List.of("a cat")));
  }

  @Test
  void a_byte_order_mark_is_no_part_of_the_first_name() throws Exception {
    write("\ufeffcat.jpg\ta cat");

    assertThat(Captions.read(tsv).byImage()).containsOnlyKeys(cat);
  }

  @Test
  void a_caption_may_hold_tabs_and_a_file_may_be_absolute() throws Exception {
    write(cat + "\ta\tcat");

    assertThat(Captions.read(tsv).byImage()).containsExactly(Map.entry(cat, List.of("a\tcat")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cat.jpg", "cat.jpg a cat", "\ta cat", "cat.jpg\t", "cat.jpg\t  "})
  void a_line_of_another_form_is_an_error_that_names_it(String line) throws Exception {
    write("cat.jpg\ta cat", "", line);

    assertThatThrownBy(() -> Captions.read(tsv))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(
            "%s, line 3: expected a file, a tab and a caption, read '%s'.".formatted(tsv, line));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bird.jpg", "dogs", "\"cat.jpg\""})
  void a_file_that_is_not_there_is_an_error_that_names_the_line(String file) throws Exception {
    write("# captions", file + "\ta bird");

    assertThatThrownBy(() -> Captions.read(tsv))
        .isInstanceOf(EvaluationException.class)
        .hasMessage("%s, line 2: there is no file %s.".formatted(tsv, folder.resolve(file)));
  }

  @Test
  void a_name_that_no_file_can_have_is_an_error_that_names_the_line() throws Exception {
    write("c\u0000t.jpg\ta cat");

    assertThatThrownBy(() -> Captions.read(tsv))
        .isInstanceOf(EvaluationException.class)
        .hasMessage("%s, line 1: 'c\u0000t.jpg' is no file name.".formatted(tsv));
  }

  @Test
  void a_file_of_no_captions_is_an_error() throws Exception {
    write("# nothing yet");

    assertThatThrownBy(() -> Captions.read(tsv))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(tsv + " holds no captions.");
  }

  @Test
  void a_file_in_another_encoding_is_an_error() throws Exception {
    Files.write(tsv, "cat.jpg\tune p\u00eache".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> Captions.read(tsv))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(tsv + " is not UTF-8: save it as such.");
  }

  @Test
  void a_caption_file_that_is_not_there_cannot_be_read() {
    assertThatThrownBy(() -> Captions.read(tsv)).isInstanceOf(NoSuchFileException.class);
  }

  private void write(String... lines) throws IOException {
    Files.write(tsv, List.of(lines));
  }
}
