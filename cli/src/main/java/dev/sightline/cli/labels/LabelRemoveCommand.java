package dev.sightline.cli.labels;

import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.cli.common.UsageException;
import dev.sightline.searcher.labels.LabelSetStore;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `sightline label remove NAME`
@Command(
    name = "remove",
    mixinStandardHelpOptions = true,
    description = "Take a label set away from the library.")
public final class LabelRemoveCommand implements Callable<Integer> {
  private final Directories directories;
  private final Console console;

  @Parameters(paramLabel = "NAME", description = "The set, as label list shows it.")
  private String name = "";

  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  public LabelRemoveCommand(Directories directories, Console console) {
    this.directories = directories;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    try (var library = common.openLibrary(directories)) {
      if (!new LabelSetStore(library.learnedFolder(), library.isReadOnly()).remove(name)) {
        throw new UsageException(
            "There is no label set '%s'; see: sightline label list".formatted(name));
      }
      if (!common.quiet()) {
        console.note("Removed %s.".formatted(Console.visible(name)));
      }
      return ExitCode.OK;
    }
  }
}
