package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.cli.models.ModelsPullCommand;
import dev.sightline.cli.models.ModelsVerifyCommand;
import dev.sightline.cli.models.PullLines;
import dev.sightline.models.store.catalogue.Catalogue;
import dev.sightline.models.store.catalogue.CatalogueEntry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// `models pull`, `verify` and `list`, with a catalogue of one small model that lies in this
/// project, and with the built-in one as far as it needs no network.
class ModelsPullTest {
  private static final Path FILES = TestConsole.PROJECT.resolve("models/src/test/fixtures/hf-clip");

  @TempDir private Path home;
  private String out = "";
  private String err = "";

  private TestConsole sightline() {
    return new TestConsole(home);
  }

  private Path model() {
    return home.resolve("data/models/small-clip");
  }

  private int pull(String... arguments) throws Exception {
    return run(
        console -> new ModelsPullCommand(sightline().directories(), console, this::catalogue),
        arguments);
  }

  private int verify(String... arguments) throws Exception {
    return run(
        console -> new ModelsVerifyCommand(sightline().directories(), console, this::catalogue),
        arguments);
  }

  /// Makes a command that prints there.
  private interface Maker {
    Callable<Integer> command(Console console);
  }

  private int run(Maker maker, String... arguments) {
    var outText = new StringWriter();
    var errText = new StringWriter();
    var console = new Console(new PrintWriter(outText), new PrintWriter(errText, true), false);
    var errors = new ErrorReporter(console);
    int exit =
        new CommandLine(maker.command(console))
            .setExecutionExceptionHandler(errors)
            .setParameterExceptionHandler(errors)
            .execute(arguments);
    out = outText.toString();
    err = errText.toString();
    return exit;
  }

  private Catalogue catalogue() {
    var files =
        Stream.of(
                "config.json",
                "preprocessor_config.json",
                "tokenizer.json",
                "onnx/vision_model.onnx",
                "onnx/text_model.onnx")
            .map(ModelsPullTest::file)
            .toList();
    return new Catalogue(
        List.of(
            new CatalogueEntry(
                "small-clip",
                "owner/small-clip",
                Optional.of("1"),
                "http://127.0.0.1:9/{file}",
                files,
                32,
                List.of("English"),
                new CatalogueEntry.Licence("MIT", false),
                "For tests.",
                Map.of(),
                OptionalDouble.empty())));
  }

  private static CatalogueEntry.File file(String name) {
    try {
      byte[] content = Files.readAllBytes(FILES.resolve(name));
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return new CatalogueEntry.File(
          name, OptionalLong.of(content.length), Optional.of(HexFormat.of().formatHex(hash)));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  @Test
  void a_pulled_model_is_found_by_its_name_and_embeds() throws Exception {
    assertThat(pull("--from", FILES.toString())).as(err).isZero();

    assertThat(out)
        .isEqualTo(
            "small-clip is in %s. Use it with --model small-clip, or for all new libraries: sightline models use small-clip%n"
                .formatted(model()));
    assertThat(err).startsWith("Pulling small-clip, 2.4 MB. Licence: MIT. For tests.");
    var sightline = sightline();
    assertThat(sightline.run("embed", "--text", "a dog", "--model", "small-clip")).isZero();
    assertThat(json(sightline.out()).at("/items/0/embedding").size()).isEqualTo(32);
  }

  @Test
  void json_and_quiet_are_for_programs() throws Exception {
    assertThat(pull("small-clip", "--from", FILES.toString(), "--json", "--quiet")).isZero();

    assertThat(err).isEmpty();
    assertThat(json(out).at("/name").asText()).isEqualTo("small-clip");
    assertThat(json(out).at("/path").asText()).isEqualTo(model().toString());
    assertThat(json(out).at("/bytes").asLong()).isEqualTo(2_381_693);
  }

  @Test
  void a_model_that_is_here_is_said_to_be() throws Exception {
    pull("--from", FILES.toString());

    assertThat(pull("--from", "http://127.0.0.1:9/")).isZero();
    assertThat(out).contains("is already in", "nothing was downloaded");
  }

  @Test
  void a_folder_that_lacks_a_file_is_exit_3_and_no_model_appears() throws Exception {
    assertThat(pull("--from", home.toString())).isEqualTo(ExitCode.FAILED);

    assertThat(err).contains("sightline: Model file %s/config.json is not there.".formatted(home));
    assertThat(sightline().directories().models().names()).containsExactly("sightline-tiny");
  }

  @Test
  void what_is_not_whole_yet_is_no_model() throws Exception {
    Path part = Files.createDirectories(home.resolve("data/models/.small-clip.part"));
    Files.copy(FILES.resolve("config.json"), part.resolve("config.json"));

    assertThat(sightline().directories().models().names()).containsExactly("sightline-tiny");
  }

  @Test
  void verify_is_exit_0_for_whole_models_and_3_for_others() throws Exception {
    pull("--from", FILES.toString());
    assertThat(verify()).as(out).isZero();
    assertThat(out)
        .contains("whole: every file is the catalogue's")
        .contains("opens; the catalogue does not know it, so there is nothing to compare with");

    Files.writeString(model().resolve("config.json"), "{}");
    assertThat(verify("small-clip")).isEqualTo(ExitCode.FAILED);
    assertThat(out).contains("config.json: expected 602 bytes, found 2 bytes");
    assertThat(err)
        .contains("sightline models remove small-clip; sightline models pull small-clip");

    Files.delete(model().resolve("config.json"));
    assertThat(verify("small-clip", "--json")).isEqualTo(ExitCode.FAILED);
    assertThat(json(out).at("/models/0/compared").asBoolean()).isTrue();
    assertThat(json(out).at("/models/0/problems/0").asText()).endsWith("config.json is missing");
  }

  @Test
  void verify_of_a_model_that_is_not_here_says_how_to_get_it() throws Exception {
    assertThat(verify("small-clip")).isEqualTo(ExitCode.FAILED);
    assertThat(err).contains("Bring it with: sightline models pull small-clip");
    assertThat(verify("nonsense")).isEqualTo(ExitCode.USAGE);
    assertThat(err).contains("There are: sightline-tiny.");
  }

  @Test
  void a_name_that_is_not_offered_is_exit_2_and_lists_those_that_are() {
    var sightline = sightline();

    assertThat(sightline.run("models", "pull", "clip-vit-base-patch23")).isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err())
        .startsWith(
            "sightline: There is no model 'clip-vit-base-patch23' to pull. Did you mean"
                + " clip-vit-base-patch32");
    assertThat(sightline.run("models", "pull", "nonsense")).isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err()).contains("There are: clip-vit-base-patch32, ");
  }

  @Test
  void a_restricted_licence_wants_to_be_accepted() {
    var sightline = sightline();

    assertThat(sightline.run("models", "pull", "mobileclip-s0", "--from", home.toString()))
        .isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err())
        .contains("non-commercial research only")
        .contains("run it again with --accept-licence");
    assertThat(
            sightline.run(
                "models", "pull", "mobileclip-s0", "--from", home.toString(), "--accept-licence"))
        .isEqualTo(ExitCode.FAILED);
    assertThat(sightline.err()).contains("config.json is not there");
  }

  @Test
  void a_mirror_that_is_neither_folder_nor_address_is_exit_2() {
    var sightline = sightline();

    assertThat(sightline.run("models", "pull", "--from", "ftp://host")).isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err()).contains("--from: 'ftp://host' is no address");
  }

  @Test
  void list_shows_what_can_be_pulled() throws IOException {
    var sightline = sightline();

    sightline.run("models", "list");
    assertThat(sightline.out())
        .contains("clip-vit-base-patch32        not here yet: 608.0 MB, 512 dimensions, English.");

    sightline.run("models", "list", "--json");
    assertThat(json(sightline.out()).at("/offers/0/name").asText())
        .isEqualTo("clip-vit-base-patch32");
    assertThat(json(sightline.out()).at("/offers/0/bytes").asLong()).isEqualTo(607_974_200);
  }

  @Test
  void progress_is_a_line_every_few_seconds() {
    var text = new StringWriter();
    var clock = new AtomicLong();
    var console = new Console(new PrintWriter(text), new PrintWriter(text, true), false);
    var lines = new PullLines(catalogue().standard(), console, clock::get);

    lines.at("config.json", 600);
    clock.set(4_000_000_000L);
    lines.at("tokenizer.json", 1_190_846);
    lines.at("tokenizer.json", 1_200_000);

    assertThat(text.toString()).isEqualTo(" 50 %%, 1.2 MB of 2.4 MB, tokenizer.json%n".formatted());
  }
}
