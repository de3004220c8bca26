package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.cli.common.Console;
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
import org.junit.jupiter.params.provider.ValueSource;

/// All other commands as a user gives them, over a library of the sample photos.
class CommandsTest {
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

  @Test
  void a_folder_that_is_not_a_library_is_exit_3_and_stays_as_it_is() throws IOException {
    Path folder = Files.createDirectories(scratch.resolve("mine"));
    Files.writeString(folder.resolve("letter.txt"), "dear");

    assertThat(sightline.run("search", "dog", "--library", folder.toString()))
        .isEqualTo(ExitCode.FAILED);
    assertThat(sightline.err()).contains("is not a Sightline library: it holds letter.txt");

    int exit = sightline.run("index", samples().toString(), "--library", folder.toString());
    assertThat(exit).isEqualTo(ExitCode.FAILED);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("letter.txt"));
    }
  }

  @Test
  void index_says_what_it_did_as_json() throws IOException {
    Path photos = Files.createDirectories(scratch.resolve("photos"));
    Files.copy(samples().resolve("space/astronaut.jpg"), photos.resolve("a.jpg"));
    Files.writeString(photos.resolve("b.jpg"), "no image");
    String own = scratch.resolve("own").toString();

    int exit = sightline.run("index", photos.toString(), "--library", own, "--json");

    assertThat(exit).isZero();
    assertThat(fields(json()))
        .contains(
            "added",
            "changed",
            "moved",
            "removed",
            "unchanged",
            "skipped",
            "seconds",
            "imagesPerSecond");
    assertThat(json().at("/added").asInt()).isEqualTo(1);
    assertThat(json().at("/skipped/0/path").asText())
        .isEqualTo(photos.toRealPath().resolve("b.jpg").toString());
    assertThat(json().at("/skipped/0/reason").asText()).isNotBlank();
  }

  @Test
  void indexing_an_empty_folder_is_exit_0() throws IOException {
    Path empty = Files.createDirectories(scratch.resolve("empty"));

    int exit =
        sightline.run("index", empty.toString(), "--library", scratch.resolve("own").toString());

    assertThat(exit).isZero();
    assertThat(sightline.out()).startsWith("0 added, ");
  }

  @Test
  void indexing_a_folder_that_does_not_exist_is_exit_2() {
    Path nowhere = scratch.resolve("nowhere");

    assertThat(sightline.run("index", nowhere.toString(), "--library", library))
        .isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err()).isEqualTo("sightline: There is no folder %s.%n".formatted(nowhere));
  }

  @Test
  void indexing_a_file_is_exit_2() {
    Path file = samples().resolve("captions.tsv");

    assertThat(sightline.run("index", file.toString(), "--library", library))
        .isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err()).contains("is a file. Name the folder that contains it.");
  }

  @Test
  void indexing_without_any_folder_is_exit_2() {
    assertThat(sightline.run("index", "--library", scratch.resolve("own").toString()))
        .isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err()).contains("has no folders yet");
  }

  @Test
  void a_known_root_that_is_missing_is_exit_3_and_loses_nothing() throws IOException {
    Path photos = Files.createDirectories(scratch.resolve("disk"));
    Files.copy(samples().resolve("space/astronaut.jpg"), photos.resolve("a.jpg"));
    String own = scratch.resolve("own").toString();
    sightline.run("index", photos.toString(), "--library", own);
    Files.move(photos, scratch.resolve("unmounted"));

    int exit = sightline.run("index", "--library", own);

    assertThat(exit).isEqualTo(ExitCode.FAILED);
    assertThat(sightline.err()).contains("is not there; its photos stay in the library");
    sightline.run("library", "info", "--library", own, "--json");
    assertThat(json().at("/documents").asInt()).isEqualTo(1);
  }

  @Test
  void indexing_with_another_model_is_exit_3_and_says_what_to_do() {
    String other = TestConsole.PROJECT.resolve("models/src/test/fixtures/hf-clip").toString();

    int exit = sightline.run("index", "--library", library, "--model", other);

    assertThat(exit).isEqualTo(ExitCode.FAILED);
    assertThat(sightline.err())
        .contains("was made with model 'sightline-tiny'")
        .contains("but the model asked for is 'hf-clip'")
        .contains("use --model sightline-tiny");
  }

  @Test
  void a_library_finds_the_model_it_was_made_with() throws IOException {
    String fixture = TestConsole.PROJECT.resolve("models/src/test/fixtures/hf-clip").toString();
    Path photos = Files.createDirectories(scratch.resolve("photos"));
    Files.copy(samples().resolve("space/astronaut.jpg"), photos.resolve("a.jpg"));
    String own = scratch.resolve("own").toString();
    sightline.run("index", photos.toString(), "--library", own, "--model", fixture);

    sightline.run("search", "min:0", "dog", "--library", own, "--json");

    assertThat(json().at("/model").asText()).isEqualTo("hf-clip");
  }

  @Test
  void a_model_that_does_not_exist_is_exit_2() {
    assertThat(sightline.run("search", "dog", "--library", library, "--model", "no-such"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err())
        .contains("There is no model 'no-such': neither a folder nor one of sightline-tiny.");
  }

  @Test
  void a_model_folder_that_lacks_a_file_is_exit_3() throws IOException {
    Path model = Files.createDirectories(scratch.resolve("model"));
    Files.writeString(model.resolve("config.json"), "{\"model_type\":\"clip\"}");

    int exit = sightline.run("embed", "--text", "dog", "--model", model.toString());

    assertThat(exit).isEqualTo(ExitCode.FAILED);
    assertThat(sightline.err()).contains("Model folder " + model + " lacks ");
  }

  @Test
  void a_corrupt_graph_is_exit_3_and_leaves_the_library_as_it_is() throws IOException {
    Path fixture = TestConsole.PROJECT.resolve("models/src/test/fixtures/hf-clip");
    Path model = scratch.resolve("model");
    for (String file :
        List.of(
            "config.json",
            "preprocessor_config.json",
            "tokenizer.json",
            "onnx/vision_model.onnx",
            "onnx/text_model.onnx")) {
      Files.createDirectories(model.resolve("onnx"));
      Files.copy(fixture.resolve(file), model.resolve(file));
    }
    Path photos = Files.createDirectories(scratch.resolve("photos"));
    Files.copy(samples().resolve("space/astronaut.jpg"), photos.resolve("a.jpg"));
    String own = scratch.resolve("own").toString();
    String[] index = {"index", photos.toString(), "--library", own, "--model", model.toString()};
    assertThat(sightline.run(index)).isZero();
    byte[] graph = Files.readAllBytes(model.resolve("onnx/vision_model.onnx"));
    Files.write(
        model.resolve("onnx/vision_model.onnx"), java.util.Arrays.copyOf(graph, graph.length / 2));

    int exit = sightline.run("similar", photos.resolve("a.jpg").toString(), "--library", own);

    // other bytes are another fingerprint: refused before anything is loaded
    assertThat(exit).isEqualTo(ExitCode.FAILED);
    assertThat(sightline.err()).contains("the model's files").contains("have changed since");
    assertThat(
            sightline.run("embed", photos.resolve("a.jpg").toString(), "--model", model.toString()))
        .isEqualTo(ExitCode.FAILED);
    assertThat(sightline.err())
        .contains(model.resolve("onnx/vision_model.onnx").toString())
        .contains("copy it again");
    Files.write(model.resolve("onnx/vision_model.onnx"), graph);
    assertThat(sightline.run("similar", photos.resolve("a.jpg").toString(), "--library", own))
        .isZero();
  }

  @Test
  void embed_prints_unit_vectors_and_npy() throws IOException {
    Path npy = scratch.resolve("v.npy");

    int exit = sightline.run("embed", "--text", "a dog", "a cat", "--npy", npy.toString());

    assertThat(exit).isZero();
    assertThat(json().at("/model").asText()).isEqualTo("sightline-tiny");
    assertThat(json().at("/dim").asInt()).isEqualTo(256);
    assertThat(json().at("/items").size()).isEqualTo(2);
    double squares = 0;
    for (JsonNode number : json().at("/items/0/embedding")) {
      squares += number.asDouble() * number.asDouble();
    }
    assertThat(squares).isBetween(0.9999, 1.0001);
    assertThat(dev.sightline.library.npy.NpyFile.read(npy)).hasSize(2);
  }

  @Test
  void embed_with_one_bad_file_prints_the_others_and_is_exit_2() throws IOException {
    Path bad = Files.writeString(scratch.resolve("bad.jpg"), "no image");
    Path good = samples().resolve("space/astronaut.jpg");

    int exit = sightline.run("embed", good.toString(), bad.toString());

    assertThat(exit).isEqualTo(ExitCode.USAGE);
    assertThat(json().at("/items/0/embedding").size()).isEqualTo(256);
    assertThat(json().at("/items/1/input").asText()).isEqualTo(bad.toString());
    assertThat(json().at("/items/1/error").asText()).isNotBlank();
  }

  @Test
  void embed_of_nothing_is_exit_2() {
    assertThat(sightline.run("embed")).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void eval_retrieval_measures_the_sample_captions() throws IOException {
    Path captions = samples().resolve("captions.tsv");

    sightline.run("eval", "retrieval", "--captions", captions.toString(), "--json");

    assertThat(json().at("/images").asInt()).isEqualTo(66);
    assertThat(json().at("/textToImage/r10").asDouble())
        .isBetween(0.5, 1.0)
        .isGreaterThanOrEqualTo(json().at("/textToImage/r5").asDouble());
    assertThat(json().at("/imageToText/medianRank").asDouble()).isGreaterThanOrEqualTo(1);
  }

  @Test
  void eval_retrieval_names_the_bad_line() throws IOException {
    Path captions = Files.writeString(scratch.resolve("c.tsv"), "nowhere.jpg\ta dog\n");

    assertThat(sightline.run("eval", "retrieval", "--captions", captions.toString()))
        .isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err()).contains("line 1: there is no file");
  }

  @Test
  void eval_ann_reports_recall_of_the_graph() throws IOException {
    sightline.run("eval", "ann", "--library", library, "-k", "5", "--json");

    assertThat(json().at("/rows").size()).isEqualTo(6);
    assertThat(json().at("/rows/4/recall").asDouble()).isGreaterThan(0.99);
    assertThat(json().at("/exact/qps").asDouble()).isPositive();
    assertThat(json().at("/threads").asInt()).isEqualTo(1);
  }

  @Test
  void library_info_tells_what_is_in_it() throws IOException {
    sightline.run("library", "info", "--library", library, "--json");

    assertThat(fields(json()))
        .contains(
            "documents",
            "model",
            "vectors",
            "roots",
            "bytes",
            "segments",
            "deleted",
            "skipped",
            "lastRun");
    assertThat(json().at("/documents").asInt()).isEqualTo(66);
  }

  @Test
  void models_list_and_info_know_the_bundled_model() throws IOException {
    sightline.run("models", "list");
    assertThat(sightline.out()).startsWith("sightline-tiny ");

    sightline.run("models", "info", "--json");
    assertThat(json().at("/dim").asInt()).isEqualTo(256);
    assertThat(json().at("/imageWidth").asInt()).isEqualTo(80);
  }

  @ParameterizedTest
  @ValueSource(strings = {"index", "search", "eval", "models", "library", "demo", "serve", "embed"})
  void every_command_explains_itself(String command) {
    assertThat(sightline.run(command, "--help")).isZero();
    assertThat(sightline.out()).contains("Usage: sightline " + command);
  }

  @Test
  void the_version_is_told() {
    assertThat(sightline.run("--version")).isZero();
    assertThat(sightline.out()).isEqualTo("sightline 0.1.0%n".formatted());
  }

  @Test
  void no_command_and_an_unknown_command_are_exit_2() {
    assertThat(sightline.run()).isEqualTo(ExitCode.USAGE);
    assertThat(sightline.run("serach", "dog")).isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err()).contains("search");
  }

  @Test
  void decoding_is_auto_or_full(@TempDir Path photos) {
    assertThat(sightline.run("index", photos.toString(), "--decode", "half")).isEqualTo(2);
    assertThat(sightline.err()).contains("--decode is auto or full, got 'half'.");
    assertThat(sightline.run("index", photos.toString(), "--decode", "full")).isZero();
  }

  @Test
  void a_bad_variant_device_or_number_is_exit_2() {
    assertThat(sightline.run("embed", "--text", "x", "--variant", "fp8")).isEqualTo(2);
    assertThat(sightline.err()).contains("no variant 'fp8': choose fp32, fp16 or int8.");
    assertThat(sightline.run("embed", "--text", "x", "--device", "tpu")).isEqualTo(2);
    assertThat(sightline.err()).contains("no device 'tpu': choose auto, cpu or cuda.");
    assertThat(sightline.run("search", "x", "-k", "0", "--library", library)).isEqualTo(2);
    assertThat(sightline.run("search", "x", "-k", "many", "--library", library)).isEqualTo(2);
  }

  @Test
  void control_characters_of_a_name_do_not_reach_the_terminal() {
    assertThat(Console.visible("a\nb\u001b[31m\u202e.jpg"))
        .isEqualTo("a\\u000ab\\u001b[31m\\u202e.jpg");
  }

  private static List<String> fields(JsonNode node) {
    var names = new ArrayList<String>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
