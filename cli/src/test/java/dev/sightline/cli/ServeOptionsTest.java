package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.cli.common.ExitCode;
import dev.sightline.cli.common.UsageException;
import dev.sightline.cli.serve.TokenOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeOptionsTest {
  @TempDir private Path folder;

  @Test
  void a_token_comes_from_the_option_a_file_or_the_environment() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), " secret of a file \nsecond line\n");
    var environment = Map.of("SIGHTLINE_TOKEN", "of the environment");

    assertThat(new TokenOption("of the option", null).token(environment::get))
        .hasValue("of the option");
    assertThat(new TokenOption(null, file).token(environment::get)).hasValue("secret of a file");
    assertThat(new TokenOption(null, null).token(environment::get)).hasValue("of the environment");
    assertThat(new TokenOption(null, null).token(Map.<String, String>of()::get)).isEmpty();
  }

  @Test
  void a_token_that_is_none_is_refused_with_where_it_came_from() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty"), "\n");
    Path large = Files.writeString(folder.resolve("large"), "a".repeat(5000));
    Path missing = folder.resolve("missing");
    Map<String, String> nothing = Map.of();

    assertUsage(new TokenOption(" ", null), nothing, "--token holds no token.");
    assertUsage(new TokenOption(null, empty), nothing, empty + " holds no token.");
    assertUsage(new TokenOption(null, large), nothing, "more than 4096 bytes");
    assertUsage(new TokenOption(null, missing), nothing, "--token-file " + missing);
    assertUsage(
        new TokenOption("a", empty), nothing, "--token and --token-file exclude each other.");
    assertUsage(
        new TokenOption(null, null),
        Map.of("SIGHTLINE_TOKEN", ""),
        "SIGHTLINE_TOKEN holds no token.");
  }

  private static void assertUsage(
      TokenOption option, Map<String, String> environment, String message) {
    assertThatThrownBy(() -> option.token(environment::get))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message);
  }

  @Test
  void serving_others_without_a_token_is_refused_before_anything_starts() {
    var sightline = new TestConsole(folder);
    String library = folder.resolve("library").toString();
    Path photos = TestConsole.PROJECT.resolve("sample-data/stamps");
    assertThat(sightline.run("index", photos.toString(), "--library", library, "--quiet")).isZero();

    assertThat(sightline.run("serve", "--host", "0.0.0.0", "--port", "0", "--library", library))
        .isEqualTo(ExitCode.FAILED);
    assertThat(sightline.err()).contains("Others could reach 0.0.0.0", "--token-file");
  }
}
