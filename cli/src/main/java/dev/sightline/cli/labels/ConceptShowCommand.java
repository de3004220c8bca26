package dev.sightline.cli.labels;

import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `sightline concept show NAME`
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Show a concept's examples, what it finds, and which photos would teach it most.")
public final class ConceptShowCommand implements Callable<Integer> {
  private final Directories directories;
  private final Console console;

  @Parameters(paramLabel = "NAME", description = "The concept.")
  private String name = "";

  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  public ConceptShowCommand(Directories directories, Console console) {
    this.directories = directories;
    this.console = console;
  }

  @Override
  public Integer call() {
    try (var library = common.sightline(directories)) {
      var concepts = library.searcher().concepts();
      new ConceptPrinter(console, common.json()).print(concepts.fitted(name), concepts, library);
      return ExitCode.OK;
    }
  }
}
