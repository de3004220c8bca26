package dev.sightline.cli.models;

import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.cli.common.NearNames;
import dev.sightline.cli.common.UsageException;
import dev.sightline.models.store.DefaultModel;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `sightline models use NAME`
@Command(
    name = "use",
    mixinStandardHelpOptions = true,
    description = "Choose the default model for new libraries.")
public final class ModelsUseCommand implements Callable<Integer> {
  private final Directories directories;
  private final Console console;

  @Parameters(paramLabel = "NAME", description = "A model of this machine; see `models list`.")
  private @Nullable String name;

  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  public ModelsUseCommand(Directories directories, Console console) {
    this.directories = directories;
    this.console = console;
  }

  @Override
  public Integer call() {
    String wanted = String.valueOf(name);
    var finder = directories.models();
    if (finder.find(wanted).isEmpty()) {
      throw new UsageException(
          "There is no model '%s' on this machine. %s A folder gets a name with: sightline models add DIR"
              .formatted(wanted, NearNames.sentence(wanted, finder.names())));
    }
    new DefaultModel(directories.modelStore()).choose(wanted);
    if (common.json()) {
      console.printObject(
          json -> {
            json.writeStringField("name", wanted);
          });
      return ExitCode.OK;
    }
    console
        .out()
        .printf(
            "New libraries are made with %s. Libraries that are there keep their model.%n", wanted);
    return ExitCode.OK;
  }
}
