package dev.sightline.cli.labels;

import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.cli.common.UsageException;
import dev.sightline.searcher.labels.Concept;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `sightline concept add NAME --yes FILE… [--no FILE…]`
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    description = "Teach a concept by a few examples, or add examples to one.",
    footer = {
      "",
      "Examples:",
      "  sightline concept add grandma --yes a.jpg b.jpg --no c.jpg",
      "  sightline search concept:grandma after:2015"
    })
public final class ConceptAddCommand implements Callable<Integer> {
  private final Directories directories;
  private final Console console;

  @Parameters(paramLabel = "NAME", description = "What it is; the name itself is a first hint.")
  private String name = "";

  @Option(
      names = "--yes",
      arity = "1..*",
      paramLabel = "FILE|ID",
      description = "Photos that show it.")
  private List<String> yes = List.of();

  @Option(
      names = "--no",
      arity = "1..*",
      paramLabel = "FILE|ID",
      description = "Photos that do not, such as those found by mistake.")
  private List<String> no = List.of();

  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  public ConceptAddCommand(Directories directories, Console console) {
    this.directories = directories;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (name.isBlank()) {
      throw new UsageException("A concept needs a name.");
    }
    try (var library = common.sightline(directories)) {
      if (library.library().isReadOnly()) {
        throw new UsageException("The library is open with --read-only; nothing can be taught.");
      }
      var concepts = library.searcher().concepts();
      var samples = new ConceptSamples(library);
      Concept concept = concepts.add(name, samples.of(yes), samples.of(no));
      new ConceptPrinter(console, common.json()).print(concept, concepts, library);
      return ExitCode.OK;
    }
  }
}
