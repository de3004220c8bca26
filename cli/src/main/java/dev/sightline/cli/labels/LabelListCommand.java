package dev.sightline.cli.labels;

import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.searcher.labels.LabelSetStore;
import dev.sightline.searcher.zeroshot.LabelSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `sightline label list`
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "List the label sets of the library.")
public final class LabelListCommand implements Callable<Integer> {
  private final Directories directories;
  private final Console console;

  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  public LabelListCommand(Directories directories, Console console) {
    this.directories = directories;
    this.console = console;
  }

  @Override
  public Integer call() {
    try (var library = common.openLibrary(directories)) {
      List<LabelSet> sets = new LabelSetStore(library.learnedFolder(), true).sets();
      if (common.json()) {
        console.printObject(
            json -> {
              json.writeArrayFieldStart("sets");
              for (LabelSet set : sets) {
                json.writeStartObject();
                json.writeStringField("name", set.name());
                json.writeNumberField("labels", set.labels().size());
                json.writeBooleanField("builtIn", set.name().equals(LabelSet.EVERYDAY));
                json.writeEndObject();
              }
              json.writeEndArray();
            });
      } else {
        for (LabelSet set : sets) {
          String builtIn = set.name().equals(LabelSet.EVERYDAY) ? ", built in" : "";
          console
              .out()
              .printf(
                  "%s: %,d labels%s%n", Console.visible(set.name()), set.labels().size(), builtIn);
        }
      }
      return ExitCode.OK;
    }
  }
}
