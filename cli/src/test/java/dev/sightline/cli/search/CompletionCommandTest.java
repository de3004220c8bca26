package dev.sightline.cli.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.cli.TestConsole;
import dev.sightline.cli.common.ExitCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The script is given to a real bash.
class CompletionCommandTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "li, library",
    "library ver, verify",
    "search cam, camera:",
    "search --expl, --explain",
    "models pu, pull"
  })
  void bash_completes_commands_options_and_fields(String typed, String completed) throws Exception {
    var console = new TestConsole(folder);
    assertThat(console.run("completion", "bash")).isEqualTo(ExitCode.OK);
    Path script = Files.writeString(folder.resolve("completion.sh"), console.out());
    String ask =
        """
        compopt() { :; }
        . "%s"
        COMP_WORDS=(sightline %s)
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _complete_sightline
        echo "${COMPREPLY[@]}"
        """
            .formatted(script, typed);

    Process bash = new ProcessBuilder("bash", "-c", ask).redirectErrorStream(true).start();

    assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip())
        .isEqualTo(completed);
  }

  @Test
  void both_shells_get_the_script_and_others_an_error() {
    var bash = new TestConsole(folder);
    var zsh = new TestConsole(folder);
    var fish = new TestConsole(folder);

    assertThat(bash.run("completion", "bash")).isEqualTo(ExitCode.OK);
    assertThat(zsh.run("completion", "zsh")).isEqualTo(ExitCode.OK);
    assertThat(fish.run("completion", "fish")).isEqualTo(ExitCode.USAGE);
    assertThat(zsh.out()).isEqualTo(bash.out()).contains("bashcompinit");
    assertThat(fish.err())
        .contains("There is no completion for 'fish'; there is for bash and zsh.");
  }
}
