package dev.sightline.cli.search;

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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Searching as a user does it, over a library of the sample photos.
class SearchCommandTest {
  @TempDir private static Path temporary;
  private static String library = "";

  @TempDir private Path scratch;
  private final TestConsole sightline = new TestConsole(temporary.resolve("home"));

  @BeforeAll
  static void indexTheSamplePhotos() {
    library = temporary.resolve("library").toString();
    var sightline = new TestConsole(temporary.resolve("home"));
    int exit = sightline.run("index", samples().toString(), "--library", library, "--quiet");
    assertThat(exit).as(sightline.err()).isZero();
  }

  private static Path samples() {
    return TestConsole.PROJECT.resolve("sample-data");
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(sightline.out());
  }

  @ParameterizedTest
  @CsvSource({
    "a kitten, animals/pets",
    "a pyramid in the desert, holiday/DSC_0482.jpg",
    "snowy mountains and a hiking trail, nature/IMG_3316.jpg"
  })
  void a_sentence_finds_the_right_photo_first(String sentence, String expected) throws IOException {
    int exit = sightline.run("search", sentence, "--library", library, "--json");

    assertThat(exit).isZero();
    assertThat(json().at("/hits/0/path").asText()).startsWith(samples() + "/" + expected);
  }

  @Test
  void search_json_has_every_field_of_the_contract() throws IOException {
    sightline.run("search", "mountains", "-k", "3", "--library", library, "--json");

    assertThat(fields(json()))
        .containsExactly(
            "query",
            "model",
            "tookMs",
            "strategy",
            "matches",
            "matchesRelation",
            "cut",
            "calibrated",
            "cursor",
            "hits");
    assertThat(json().at("/query").asText()).isEqualTo("mountains");
    assertThat(json().at("/model").asText()).isEqualTo("sightline-tiny");
    assertThat(fields(json().at("/hits/0")))
        .containsExactly(
            "rank",
            "id",
            "path",
            "paths",
            "width",
            "height",
            "taken",
            "dateSource",
            "score",
            "confidence",
            "why");
    assertThat(fields(json().at("/hits/0/why"))).containsExactly("text", "name");
    assertThat(json().at("/hits").size()).isBetween(1, 3);
  }

  @Test
  void min_0_with_a_large_k_lists_every_photo() throws IOException {
    sightline.run("search", "dog min:0", "-k", "1000", "--library", library, "--json");

    assertThat(json().at("/hits").size()).isEqualTo(66);
    assertThat(json().at("/strategy").asText()).isEqualTo("exact");
  }

  @Test
  void nothing_matches_is_said_and_is_exit_1() throws IOException {
    int exit = sightline.run("search", "dog min:1", "--library", library, "--json");

    assertThat(exit).isEqualTo(ExitCode.NOTHING);
    assertThat(json().at("/hits").isArray()).isTrue();
    assertThat(json().at("/hits")).isEmpty();

    sightline.run("search", "dog min:1", "--library", library);
    assertThat(sightline.err()).contains("Nothing matches.").contains("min:0");
    assertThat(sightline.out()).isEmpty();
  }

  @Test
  void paths_alone_are_one_a_line_or_end_with_nul() {
    sightline.run("search", "dog min:0", "-k", "2", "--paths", "--library", library);
    assertThat(sightline.out().lines().toList())
        .hasSize(2)
        .allMatch(line -> Files.exists(Path.of(line)));

    sightline.run("search", "dog min:0", "-k", "2", "--paths", "-0", "--library", library);
    assertThat(sightline.out().split("\0")).hasSize(2);
    assertThat(sightline.out()).doesNotContain("\n");
  }

  @Test
  void a_word_with_a_dash_belongs_to_the_query_and_pushes_away() throws IOException {
    int exit =
        sightline.run(
            "search", "animal", "-kitten", "-k", "5", "min:0", "--library", library, "--json");

    assertThat(exit).isZero();
    assertThat(json().at("/query").asText()).isEqualTo("animal -kitten min:0");
    assertThat(json().at("/hits").size()).isEqualTo(5);
  }

  @Test
  void a_double_dash_ends_the_options() throws IOException {
    sightline.run("search", "--library", library, "--json", "--", "min:0", "-k", "--json");

    assertThat(json().at("/query").asText()).isEqualTo("min:0 -k --json");
  }

  @Test
  void an_unknown_option_is_exit_2_with_a_way_out() {
    int exit = sightline.run("search", "dog", "--limt", "5", "--library", library);

    assertThat(exit).isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err()).contains("--limt").doesNotContain("\tat ");
  }

  @Test
  void similar_finds_the_photo_itself_first() throws IOException {
    Path photo = samples().resolve("space/astronaut.jpg");

    int exit = sightline.run("similar", photo.toString(), "--library", library, "--json");

    assertThat(exit).isZero();
    assertThat(json().at("/hits/0/path").asText()).isEqualTo(photo.toString());
    assertThat(json().at("/hits/0/score").asDouble()).isGreaterThan(0.999);

    String id = json().at("/hits/0/id").asText();
    sightline.run("similar", id, "--library", library, "--json");
    assertThat(json().at("/hits/0/id").asText()).isEqualTo(id);
  }

  @Test
  void similar_to_something_that_is_neither_file_nor_id_is_exit_2() {
    int exit = sightline.run("similar", "nowhere.jpg", "--library", library);

    assertThat(exit).isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err())
        .contains("like:nowhere.jpg is neither a file nor the id of an image in the library.");
  }

  @Test
  void an_image_and_words_go_together() throws IOException {
    Path photo = samples().resolve("space/astronaut.jpg");

    int exit =
        sightline.run(
            "search",
            "like:" + photo,
            "rocket",
            "min:0",
            "-k",
            "3",
            "--library",
            library,
            "--json");

    assertThat(exit).isZero();
    assertThat(json().at("/hits").size()).isEqualTo(3);
    assertThat(json().at("/hits/0/why/text").isNumber()).isTrue();
  }

  @Test
  void an_empty_query_lists_the_library_with_null_scores() throws IOException {
    sightline.run("search", "-k", "5", "--library", library, "--json");

    assertThat(json().at("/strategy").asText()).isEqualTo("filter");
    assertThat(json().at("/hits").size()).isEqualTo(5);
    assertThat(json().at("/hits/0/score").isNull()).isTrue();
    assertThat(json().at("/hits/0/confidence").isNull()).isTrue();
  }

  @Test
  void exact_search_says_so() throws IOException {
    sightline.run("search", "dog min:0", "--exact", "--library", library, "--json");

    assertThat(json().at("/strategy").asText()).isEqualTo("exact");
  }

  @Test
  void a_query_of_ten_thousand_characters_is_refused_clearly() {
    int exit = sightline.run("search", "dog ".repeat(2500), "--library", library);

    assertThat(exit).isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err())
        .contains("The query has 10,000 characters; at most 1,000 are read. Say it shorter.");
  }

  @Test
  void a_query_of_control_characters_lists_the_library() throws IOException {
    int exit = sightline.run("search", "\u0001\u0002 \u0007", "--library", library, "--json");

    assertThat(exit).isZero();
    assertThat(json().at("/strategy").asText()).isEqualTo("filter");
  }

  @Test
  void unknown_syntax_is_an_error_with_its_place() {
    int exit = sightline.run("search", "dog", "befor:2021", "--library", library);

    assertThat(exit).isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err())
        .contains("At character 5: there is no field 'befor:'. Did you mean 'before:'?");
  }

  @Test
  void a_library_that_is_not_there_is_exit_3() {
    int exit = sightline.run("search", "dog", "--library", scratch.resolve("none").toString());

    assertThat(exit).isEqualTo(ExitCode.FAILED);
    assertThat(sightline.err())
        .contains("There is no library in " + scratch.resolve("none"))
        .contains("sightline index FOLDER");
  }

  private static List<String> fields(JsonNode node) {
    var names = new ArrayList<String>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
