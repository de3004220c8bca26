package dev.sightline.cli;

import dev.sightline.searcher.ConceptShelf;
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
final class ConceptRemoveCommand implements Callable<Integer> {
  private final Places places;
  private final Console console;

  @Parameters(paramLabel = "NAME", description = "The concept.")
  private String name = "";

  @Mixin private CommonOptions common = new CommonOptions();

  ConceptRemoveCommand(Places places, Console console) {
    this.places = places;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    try (var library = common.openLibrary(places)) {
      if (library.isReadOnly()) {
        throw new UsageException("The library is open with --read-only; nothing can be forgotten.");
      }
      if (!new ConceptShelf(library.learnedFolder()).remove(name)) {
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
