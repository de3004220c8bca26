package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.cli.common.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Filters, words, explanations and `why`, as a user types them.
class QueryCommandsTest {
  private static final Path HOME = TestConsole.PROJECT.resolve("sample-data/home");

  @TempDir private Path temporary;
  private TestConsole sightline = new TestConsole(Path.of(""));
  private Path photos = Path.of("");
  private String library = "";

  @BeforeEach
  void indexAFolder() throws IOException {
    sightline = new TestConsole(temporary.resolve("home"));
    photos = Files.createDirectories(temporary.resolve("photos")).toRealPath();
    Files.createDirectories(photos.resolve("2020"));
    Files.copy(HOME.resolve("coffee-cup.jpg"), photos.resolve("2020/coffee-cup.jpg"));
    Files.copy(HOME.resolve("wine-and-drum.jpg"), photos.resolve("IMG_7.jpg"));
    Files.writeString(photos.resolve("captions.tsv"), "IMG_7.jpg\tOma's zyzzyva\n");
    Files.writeString(photos.resolve("bad.jpg"), "no picture");
    library = temporary.resolve("library").toString();
    assertThat(sightline.run("index", photos.toString(), "--library", library, "--quiet"))
        .as(sightline.err())
        .isZero();
  }

  private int on(String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--library", library));
    return sightline.run(all.toArray(String[]::new));
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(sightline.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "in:2020 | coffee-cup.jpg",
        "-in:2020 | IMG_7.jpg",
        "name:img_* | IMG_7.jpg",
        "caption:ZYZZYVA | IMG_7.jpg",
        "-has:caption | coffee-cup.jpg",
      })
  void a_filter_leaves_what_it_should_and_scores_are_null(String query, String found)
      throws IOException {
    assertThat(on("search", query, "--json")).isZero();

    assertThat(json().at("/strategy").asText()).isEqualTo("filter");
    assertThat(json().at("/matches").asInt()).isEqualTo(1);
    assertThat(json().at("/hits/0/path").asText()).endsWith(found);
    assertThat(json().at("/hits/0/score").isNull()).isTrue();
  }

  @Test
  void a_filter_that_nothing_passes_is_exit_1_and_an_empty_list() throws IOException {
    assertThat(on("search", "camera:zzz", "--json")).isEqualTo(ExitCode.NOTHING);

    assertThat(json().at("/hits")).isEmpty();
  }

  @Test
  void a_bad_value_is_exit_2_with_its_place() {
    assertThat(on("search", "beach", "date:yesterday")).isEqualTo(ExitCode.USAGE);

    assertThat(sightline.err()).contains("At character 12: this is no date, read 'yesterday'");
  }

  @Test
  void words_of_a_caption_make_a_match_that_says_so() throws IOException {
    assertThat(on("search", "the zyzzyva", "--json")).isZero();

    JsonNode first = json().at("/hits/0");
    assertThat(first.at("/path").asText()).endsWith("IMG_7.jpg");
    assertThat(first.at("/why/name").asText()).isEqualTo("Oma's zyzzyva");
    assertThat(first.at("/confidence").asDouble()).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void the_parts_that_are_explained_add_up_to_the_score() throws IOException {
    assertThat(on("search", "\"a cup\"^2 -wine min:0", "--explain", "--json")).isZero();

    assertThat(json().at("/plan").asText())
        .isEqualTo("compared the query with all 2 images, one by one");
    for (JsonNode hit : json().at("/hits")) {
      double sum = 0;
      for (JsonNode clause : hit.at("/why/clauses")) {
        sum += clause.at("/score").asDouble();
      }
      assertThat(sum)
          .isCloseTo(hit.at("/score").asDouble(), org.assertj.core.api.Assertions.within(1e-5));
    }
    assertThat(json().at("/hits/0/why/clauses/0/clause").asText()).isEqualTo("\"a cup\"^2");
  }

  @Test
  void why_says_which_filter_leaves_a_photo_out_and_where_it_would_rank() throws IOException {
    String cup = photos.resolve("2020/coffee-cup.jpg").toString();

    assertThat(on("why", "a cup of coffee", "-in:2020", "min:0", cup, "--json"))
        .isEqualTo(ExitCode.NOTHING);
    assertThat(json().at("/leftOutBy/0").asText()).isEqualTo("-in:2020");
    assertThat(json().at("/rank").isNull()).isTrue();

    assertThat(on("why", "a cup of coffee min:0", cup, "--json")).isZero();
    assertThat(json().at("/rank").asInt()).isEqualTo(1);
    assertThat(json().at("/matches").asBoolean()).isTrue();
  }

  @Test
  void why_tells_a_file_that_was_set_aside_from_one_that_is_not_indexed() {
    assertThat(on("why", "anything", photos.resolve("bad.jpg").toString()))
        .isEqualTo(ExitCode.NOTHING);
    assertThat(sightline.out()).contains("it was set aside: ");

    assertThat(on("why", "anything", photos.resolve("captions.tsv").toString()))
        .isEqualTo(ExitCode.NOTHING);
    assertThat(sightline.out()).contains("it is not indexed, though it lies in a folder");

    assertThat(on("why", "anything", HOME.resolve("coffee-cup.jpg").toString()))
        .isEqualTo(ExitCode.NOTHING);
    assertThat(sightline.out()).contains("it lies in no folder of the library");
  }

  @Test
  void captions_that_are_left_out_are_not_found() {
    assertThat(on("index", "--no-captions", "--quiet")).isZero();

    assertThat(on("search", "caption:zyzzyva")).isEqualTo(ExitCode.NOTHING);
    assertThat(on("index", "--captions", "--quiet")).isZero();
    assertThat(on("search", "caption:zyzzyva")).isZero();
  }

  @Test
  void a_library_goes_over_to_another_model_and_says_what_it_holds() throws IOException {
    Path other = TestConsole.PROJECT.resolve("models/src/test/fixtures/hf-clip");

    assertThat(on("library", "reembed", "--model", other.toString(), "--json", "--quiet"))
        .as(sightline.err())
        .isZero();
    assertThat(json().at("/switched").asBoolean()).isTrue();
    assertThat(json().at("/embedded").asInt()).isEqualTo(2);

    assertThat(on("library", "info", "--json")).isZero();
    assertThat(json().at("/model").asText()).isEqualTo("hf-clip");
    assertThat(json().at("/models/1/name").asText()).isEqualTo("sightline-tiny");
    assertThat(json().at("/models/1/documents").asInt()).isEqualTo(2);

    assertThat(
            on(
                "library",
                "reembed",
                "--model",
                other.toString(),
                "--drop-old",
                "--json",
                "--quiet"))
        .isZero();
    assertThat(json().at("/dropped").asInt()).isEqualTo(2);
    assertThat(on("library", "verify")).as(sightline.out()).isZero();
  }

  @Test
  void reembedding_wants_a_model() {
    assertThat(on("library", "reembed")).isEqualTo(ExitCode.USAGE);

    assertThat(sightline.err()).contains("Which model? Name it with --model");
  }
}
