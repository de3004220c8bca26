package dev.sightline.cli.search;

import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.cli.common.UsageException;
import dev.sightline.cli.common.Version;
import dev.sightline.searcher.query.QueryFields;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `sightline completion bash|zsh`
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description = "Print a script that completes commands, options and queries in a shell.",
    footer = {
      "",
      "To have it in every new shell:",
      "  sightline completion bash >> ~/.bashrc",
      "  sightline completion zsh >> ~/.zshrc"
    })
public final class CompletionCommand implements Callable<Integer> {
  /// Picocli writes one script that both shells understand.
  private static final List<String> SHELLS = List.of("bash", "zsh");

  private final Console console;
  @Spec private @Nullable CommandSpec spec; // set by picocli

  @Parameters(paramLabel = "bash|zsh", description = "The shell.")
  private String shell = "";

  /// @param console where the script is printed
  public CompletionCommand(Console console) {
    this.console = console;
  }

  /// Prefixes of query terms, for a shell that completes words.
  static final class QueryBeginnings implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return QueryFields.all().stream().map(it -> it + ":").iterator();
    }
  }

  @Override
  public Integer call() {
    if (!SHELLS.contains(shell)) {
      throw new UsageException(
          "There is no completion for '%s'; there is for bash and zsh.".formatted(shell));
    }
    var top = Objects.requireNonNull(spec).root().commandLine();
    console.out().print(AutoComplete.bash("sightline", top));
    return ExitCode.OK;
  }
}
