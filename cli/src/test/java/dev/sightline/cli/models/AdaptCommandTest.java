package dev.sightline.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.cli.TestConsole;
import dev.sightline.cli.common.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdaptCommandTest {
  private static final Path SAMPLES = TestConsole.PROJECT.resolve("sample-data");

  @TempDir private Path temporary;

  private TestConsole sightline() {
    return new TestConsole(temporary.resolve("home"));
  }

  private static JsonNode json(TestConsole sightline) throws IOException {
    return new ObjectMapper().readTree(sightline.out());
  }

  private Path models() {
    return temporary.resolve("home/data/models");
  }

  @Test
  void captions_that_the_model_knows_teach_it_nothing_and_nothing_is_saved() throws IOException {
    var sightline = sightline();

    int exit =
        sightline.run("adapt", "--captions", SAMPLES.resolve("captions.tsv").toString(), "--json");

    assertThat(exit).as(sightline.err()).isZero();
    JsonNode result = json(sightline);
    assertThat(result.at("/learnedFrom").asInt() + result.at("/measuredOn").asInt()).isEqualTo(66);
    assertThat(result.at("/improved").asBoolean()).isFalse();
    assertThat(result.at("/gainInterval/0").asDouble()).isNotPositive();
    assertThat(result.at("/saved").isNull()).isTrue();
    assertThat(models()).doesNotExist();
  }

  /// Captions in the photographer's own words: what a photo shows is told by an invented word for
  /// its folder, which only learning can tell.
  private Path ownWords() throws IOException {
    List<String> words = List.of("snorp", "flimb", "quazz", "brent", "dorvil", "wesk");
    List<String> folders = List.of("animals", "city", "holiday", "nature", "stamps", "home");
    var lines = new ArrayList<String>();
    for (String line : Files.readAllLines(SAMPLES.resolve("captions.tsv"))) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String file = line.substring(0, line.indexOf('\t'));
      int folder = folders.indexOf(file.substring(0, file.indexOf('/')));
      if (folder >= 0) {
        lines.add(SAMPLES.resolve(file) + "\ta " + words.get(folder));
      }
    }
    return Files.write(temporary.resolve("own.tsv"), lines);
  }

  @Test
  void what_helps_is_saved_as_a_model_that_needs_no_photo_embedded_again() throws IOException {
    var sightline = sightline();
    String library = temporary.resolve("library").toString();
    sightline.run("index", SAMPLES.toString(), "--library", library, "--quiet");

    int exit =
        sightline.run("adapt", "--captions", ownWords().toString(), "--name", "mine", "--json");

    assertThat(exit).as(sightline.err()).isZero();
    assertThat(json(sightline).at("/improved").asBoolean()).as(sightline.out()).isTrue();
    assertThat(json(sightline).at("/saved").asText())
        .isEqualTo(models().resolve("mine").toString());

    sightline.run("models", "list");
    assertThat(sightline.out()).contains("mine ");
    assertThat(
            sightline.run("search", "a snorp", "--model", "mine", "--library", library, "--json"))
        .as(sightline.err())
        .isZero();
    assertThat(json(sightline).at("/model").asText()).isEqualTo("mine");
    sightline.run("index", "--model", "mine", "--library", library, "--json");
    assertThat(json(sightline).at("/unchanged").asInt()).isEqualTo(66);
    sightline.run("library", "info", "--library", library, "--json");
    assertThat(sightline.out()).contains("mine");
  }

  @Test
  void an_adapted_model_is_not_adapted_again() throws IOException {
    var sightline = sightline();
    String captions = ownWords().toString();
    sightline.run("adapt", "--captions", captions, "--name", "mine");

    assertThat(sightline.run("adapt", "--captions", captions, "--model", "mine"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err()).contains("mine is adapted already");
  }

  @Test
  void names_that_are_taken_or_impossible_are_refused() {
    var sightline = sightline();
    String captions = SAMPLES.resolve("captions.tsv").toString();

    assertThat(sightline.run("adapt", "--captions", captions, "--name", "sightline-tiny"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err()).contains("There is a model 'sightline-tiny' already");
    assertThat(sightline.run("adapt", "--captions", captions, "--name", "../x"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err()).contains("cannot be a model's name");
  }

  @Test
  void too_few_images_and_missing_files_are_refused() throws IOException {
    var sightline = sightline();
    Path few =
        Files.writeString(
            temporary.resolve("few.tsv"), SAMPLES.resolve("space/astronaut.jpg") + "\ta man\n");
    Path gone = Files.writeString(temporary.resolve("gone.tsv"), "gone.jpg\ta dog\n");

    assertThat(sightline.run("adapt", "--captions", few.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err()).contains("1 captioned images are too few");
    assertThat(sightline.run("adapt", "--captions", gone.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err()).contains("line 1: there is no file");
  }
}
