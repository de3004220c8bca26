package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.cli.common.Console;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// A command is the same whether it stands alone in the tree or among all others.
class CommandTreeTest {
  @TempDir private Path temporary;

  @Test
  void a_command_that_is_called_stands_alone_and_is_what_it_is_among_all() {
    CommandLine whole = tree();
    assertThat(whole.getSubcommands()).hasSizeGreaterThan(15);

    whole
        .getSubcommands()
        .forEach(
            (name, command) -> {
              assertThat(command.getCommandName()).isEqualTo(name);
              CommandLine tree = tree(name, "--help");
              if (!name.equals("completion")) {
                assertThat(tree.getSubcommands()).containsOnlyKeys(name);
              }
              CommandLine alone = Objects.requireNonNull(tree.getSubcommands().get(name));
              assertThat(alone.getUsageMessage()).isEqualTo(command.getUsageMessage());
              assertThat(alone.getSubcommands().keySet())
                  .isEqualTo(command.getSubcommands().keySet());
            });
  }

  @Test
  void whatever_else_comes_first_is_read_with_all_commands_known() {
    int all = tree().getSubcommands().size();

    assertThat(tree("--help").getSubcommands()).hasSize(all);
    assertThat(tree("serach", "dog").getSubcommands()).hasSize(all);
    assertThat(tree("completion", "bash").getSubcommands()).hasSize(all);
  }

  private CommandLine tree(String... arguments) {
    var nowhere = new PrintWriter(Writer.nullWriter());
    var console = new Console(nowhere, nowhere, false);
    return new Commands(new TestConsole(temporary).directories(), console)
        .commandLine(List.of(arguments));
  }
}
