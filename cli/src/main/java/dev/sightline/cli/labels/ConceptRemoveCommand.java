package dev.sightline.cli.labels;

import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.cli.common.UsageException;
import dev.sightline.searcher.labels.ConceptStore;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `sightline concept remove NAME`
@Command(
    name = "remove",
    mixinStandardHelpOptions = true,
    description = "Forget a concept; its examples stay in the library.")
public final class ConceptRemoveCommand implements Callable<Integer> {
  private final Directories directories;
  private final Console console;

  @Parameters(paramLabel = "NAME", description = "The concept.")
  private String name = "";

  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  public ConceptRemoveCommand(Directories directories, Console console) {
    this.directories = directories;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    try (var library = common.openLibrary(directories)) {
      if (library.isReadOnly()) {
        throw new UsageException("The library is open with --read-only; nothing can be forgotten.");
      }
      if (!new ConceptStore(library.learnedFolder()).remove(name)) {
        throw new UsageException(
            "There is no concept '%s'; see: sightline concept list".formatted(name));
      }
      if (!common.quiet()) {
        console.note("Forgot %s.".formatted(Console.visible(name)));
      }
      return ExitCode.OK;
    }
  }
}
