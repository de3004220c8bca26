package dev.sightline.cli.labels;

import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.searcher.labels.Concept;
import dev.sightline.searcher.labels.ConceptStore;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `sightline concept list`
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "List the concepts of the library.")
public final class ConceptListCommand implements Callable<Integer> {
  private final Directories directories;
  private final Console console;

  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  public ConceptListCommand(Directories directories, Console console) {
    this.directories = directories;
    this.console = console;
  }

  @Override
  public Integer call() {
    try (var library = common.openLibrary(directories)) {
      List<Concept> all = new ConceptStore(library.learnedFolder()).all();
      if (common.json()) {
        console.printObject(
            json -> {
              json.writeArrayFieldStart("concepts");
              for (Concept concept : all) {
                json.writeStartObject();
                json.writeStringField("name", concept.name());
                json.writeNumberField("yes", concept.yes().size());
                json.writeNumberField("no", concept.no().size());
                json.writeEndObject();
              }
              json.writeEndArray();
            });
      } else if (all.isEmpty()) {
        console.note("No concepts yet. Teach one: sightline concept add NAME --yes FILE…");
      } else {
        all.forEach(
            it ->
                console
                    .out()
                    .printf(
                        "%s: %,d yes, %,d no%n",
                        Console.visible(it.name()), it.yes().size(), it.no().size()));
      }
      return ExitCode.OK;
    }
  }
}
