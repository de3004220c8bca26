package dev.sightline.cli.labels;

import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.cli.common.InputFiles;
import dev.sightline.cli.common.UsageException;
import dev.sightline.searcher.labels.LabelSetStore;
import dev.sightline.searcher.zeroshot.LabelSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `sightline label set FILE`
@Command(
    name = "set",
    mixinStandardHelpOptions = true,
    description = "Give the library a vocabulary: its labels can be asked for with label:NAME.",
    footer = {
      "",
      "FILE has one label a line; other names follow a colon, [group] begins a group:",
      "  [pets]",
      "  dog: puppy, hound",
      "  cat"
    })
public final class LabelSetCommand implements Callable<Integer> {
  private final Directories directories;
  private final Console console;

  @Parameters(paramLabel = "FILE", description = "The labels; the set is called after the file.")
  private Path file = Path.of("");

  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  public LabelSetCommand(Directories directories, Console console) {
    this.directories = directories;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    InputFiles.require(file);
    try (var library = common.openLibrary(directories)) {
      if (library.isReadOnly()) {
        throw new UsageException("The library is open with --read-only; labels cannot be added.");
      }
      LabelSet set = new LabelSetStore(library.learnedFolder(), false).add(file);
      if (common.json()) {
        console.printObject(
            json -> {
              json.writeStringField("name", set.name());
              json.writeNumberField("labels", set.labels().size());
            });
      } else {
        console.out().printf("%s: %,d labels.%n", Console.visible(set.name()), set.labels().size());
      }
      return ExitCode.OK;
    }
  }
}
