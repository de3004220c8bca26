package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.cli.common.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `models add`, `use`, `remove`, `list` and `info`, with small models that lie in this project.
class ModelsStoreTest {
  private static final Path FIXTURES = TestConsole.PROJECT.resolve("models/src/test/fixtures");

  @TempDir private Path home;
  private TestConsole sightline;
  private Path mine;

  @BeforeEach
  void start() throws IOException {
    sightline = new TestConsole(home);
    mine = copy("hf-clip", home.resolve("my-models/hf"));
  }

  private static Path copy(String fixture, Path to) throws IOException {
    Path from = FIXTURES.resolve(fixture);
    try (var files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    return to;
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(sightline.out());
  }

  @Test
  void an_added_folder_has_a_name_and_stays_where_it_is() throws IOException {
    assertThat(sightline.run("models", "add", mine.toString(), "--name", "mine"))
        .as(sightline.err())
        .isZero();

    assertThat(sightline.out())
        .isEqualTo(
            "mine is %s, 32 dimensions. It stays there; nothing was copied. Use it with --model mine.%n"
                .formatted(mine));
    assertThat(home.resolve("data/models/mine")).doesNotExist();
    assertThat(sightline.run("embed", "--text", "a dog", "--model", "mine")).isZero();
    assertThat(json().at("/items/0/embedding").size()).isEqualTo(32);
    assertThat(sightline.run("models", "add", mine.toString(), "--name", "mine")).isZero();
    assertThat(sightline.out()).contains("already");
  }

  @Test
  void models_without_a_configuration_at_the_top_are_found_by_name_too() throws IOException {
    copy("openclip-256", home.resolve("data/models/rclip"));
    copy("qdrant-clip", home.resolve("data/models/qdrant"));

    assertThat(sightline.directories().models().names())
        .containsExactly("qdrant", "rclip", "sightline-tiny");
    assertThat(sightline.run("embed", "--text", "a dog", "--model", "rclip")).isZero();
  }

  @Test
  void a_name_that_is_taken_is_refused() throws IOException {
    sightline.run("models", "add", mine.toString(), "--name", "mine");
    Path other = copy("mobileclip", home.resolve("my-models/other"));

    for (String name : new String[] {"mine", "sightline-tiny", "clip-vit-base-patch32", "a b"}) {
      assertThat(sightline.run("models", "add", other.toString(), "--name", name))
          .as(name)
          .isEqualTo(ExitCode.USAGE);
      assertThat(sightline.err()).contains("--name");
    }
    assertThat(sightline.directories().models().names()).containsExactly("mine", "sightline-tiny");
  }

  @Test
  void a_folder_that_is_no_whole_model_is_not_added() throws IOException {
    Files.delete(mine.resolve("tokenizer.json"));
    Path empty = Files.createDirectories(home.resolve("empty"));

    assertThat(sightline.run("models", "add", mine.toString())).isEqualTo(ExitCode.FAILED);
    assertThat(sightline.err()).contains("lacks tokenizer.json");
    assertThat(sightline.run("models", "add", empty.toString())).isEqualTo(ExitCode.FAILED);
    assertThat(sightline.err()).contains("of no known layout");
    assertThat(sightline.run("models", "add", mine.resolve("config.json").toString()))
        .isEqualTo(ExitCode.USAGE);
    assertThat(home.resolve("data/models")).doesNotExist();
  }

  @Test
  void use_decides_the_model_of_new_libraries_and_list_marks_it() throws IOException {
    sightline.run("models", "add", mine.toString(), "--name", "mine");

    assertThat(sightline.run("models", "use", "mine")).isZero();

    sightline.run("models", "list");
    assertThat(sightline.out())
        .contains("mine                         %s (for new libraries)".formatted(mine));
    assertThat(sightline.run("embed", "--text", "a dog")).isZero();
    assertThat(json().at("/dim").asInt()).isEqualTo(32);
    assertThat(sightline.run("embed", "--text", "a dog", "--model", "sightline-tiny")).isZero();
    assertThat(json().at("/dim").asInt()).isEqualTo(256);
  }

  @Test
  void a_library_keeps_its_own_model_when_another_is_chosen() throws IOException {
    Path photos = Files.createDirectories(home.resolve("photos"));
    Files.copy(
        TestConsole.PROJECT.resolve("models/sightline-tiny/goldens/00-sunset.jpg"),
        photos.resolve("sunset.jpg"));
    assertThat(sightline.run("index", photos.toString())).as(sightline.err()).isZero();
    sightline.run("models", "add", mine.toString(), "--name", "mine");
    sightline.run("models", "use", "mine");

    assertThat(sightline.run("search", "sunset min:0", "--json")).as(sightline.err()).isZero();

    assertThat(json().at("/model").asText()).isEqualTo("sightline-tiny");
  }

  @Test
  void using_what_is_not_there_is_exit_2_with_what_may_be_meant() {
    assertThat(sightline.run("models", "use", "sightline-tinny")).isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err())
        .isEqualTo(
            ("sightline: There is no model 'sightline-tinny' on this machine. Did you mean"
                    + " sightline-tiny? A folder gets a name with: sightline models add DIR%n")
                .formatted());
  }

  @Test
  void a_chosen_model_whose_folder_has_gone_is_exit_3_and_says_the_way_out() throws IOException {
    sightline.run("models", "add", mine.toString(), "--name", "mine");
    sightline.run("models", "use", "mine");
    Files.move(mine, home.resolve("my-models/moved"));

    assertThat(sightline.run("embed", "--text", "a dog")).isEqualTo(ExitCode.FAILED);
    assertThat(sightline.err())
        .contains("The folder of model 'mine' has gone: %s".formatted(mine))
        .contains("sightline models remove mine");
    assertThat(sightline.run("models", "list")).isZero();
    assertThat(sightline.out()).contains("(has gone)");
    assertThat(sightline.run("models", "verify", "mine")).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void removing_an_added_model_forgets_the_name_only() {
    sightline.run("models", "add", mine.toString(), "--name", "mine");

    assertThat(sightline.run("models", "remove", "mine")).isZero();

    assertThat(sightline.out())
        .isEqualTo("mine is forgotten; %s stays as it is.%n".formatted(mine));
    assertThat(mine.resolve("config.json")).exists();
    assertThat(sightline.directories().models().names()).containsExactly("sightline-tiny");
  }

  @Test
  void removing_a_pulled_model_deletes_it() throws IOException {
    Path pulled = copy("hf-clip", home.resolve("data/models/pulled"));

    assertThat(sightline.run("models", "remove", "pulled", "--json")).isZero();

    assertThat(json().at("/bytes").asLong()).isGreaterThan(2_000_000);
    assertThat(pulled).doesNotExist();
  }

  @Test
  void the_bundled_model_and_the_chosen_one_stay() throws IOException {
    Path pulled = copy("hf-clip", home.resolve("data/models/pulled"));
    sightline.run("models", "use", "pulled");

    assertThat(sightline.run("models", "remove", "sightline-tiny")).isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err()).contains("comes with Sightline and stays");
    assertThat(sightline.run("models", "remove", "pulled")).isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err()).contains("sightline models use sightline-tiny");
    assertThat(sightline.run("models", "remove", "../data")).isEqualTo(ExitCode.USAGE);
    assertThat(pulled).exists();

    sightline.run("models", "use", "sightline-tiny");
    assertThat(sightline.run("models", "remove", "pulled")).isZero();
  }

  @Test
  void an_unfinished_pull_is_listed_with_both_ways_on() throws IOException {
    Path part = Files.createDirectories(home.resolve("data/models/.clip-vit-base-patch32.part"));
    Files.write(part.resolve("config.json.part"), new byte[2_000_000]);

    sightline.run("models", "list");
    assertThat(sightline.out())
        .contains(
            "incomplete, 2.0 MB. Continue with: sightline models pull clip-vit-base-patch32; or:"
                + " sightline models remove clip-vit-base-patch32");
    assertThat(sightline.run("models", "remove", "clip-vit-base-patch32")).isZero();
    assertThat(part).doesNotExist();
  }

  @Test
  void info_says_what_a_variant_costs() throws IOException {
    for (String graph : new String[] {"vision_model", "text_model"}) {
      Files.copy(
          mine.resolve("onnx/%s.onnx".formatted(graph)),
          mine.resolve("onnx/%s_fp16.onnx".formatted(graph)));
    }

    assertThat(sightline.run("models", "info", mine.toString())).as(sightline.err()).isZero();
    assertThat(sightline.out())
        .contains("layout       Hugging Face")
        .contains("variant      fp32 of fp32, fp16")
        .contains("fp16         cosine with fp32: pictures 1.0000 at least");
    sightline.run("models", "info", mine.toString(), "--json");
    assertThat(json().at("/parity/0/variant").asText()).isEqualTo("fp16");
    assertThat(json().at("/parity/0/textMin").asDouble()).isGreaterThan(0.999999);
  }

  @Test
  void a_store_that_cannot_be_written_is_exit_3() throws IOException {
    Files.createDirectories(home.resolve("data"));
    Files.writeString(home.resolve("data/models"), "a file where the store should be");

    assertThat(sightline.run("models", "add", mine.toString())).isEqualTo(ExitCode.FAILED);
    assertThat(sightline.err()).contains("cannot be written", "Nothing was changed");
    assertThat(sightline.run("models", "use", "sightline-tiny")).isEqualTo(ExitCode.FAILED);
    assertThat(home.resolve("data/models")).hasContent("a file where the store should be");
  }
}
