package dev.sightline.cli.library;

import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.cli.common.UsageException;
import dev.sightline.library.LibraryException;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.maintenance.LibraryDeletion;
import dev.sightline.models.store.catalogue.CatalogueEntry;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `sightline library delete --yes`
@Command(
    name = "delete",
    mixinStandardHelpOptions = true,
    description = "Delete the library; the photos stay.")
public final class LibraryDeleteCommand implements Callable<Integer> {
  private final Directories directories;
  private final Console console;

  @Option(names = "--yes", description = "Do it; without, only say what would be deleted.")
  private boolean yes;

  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  public LibraryDeleteCommand(Directories directories, Console console) {
    this.directories = directories;
    this.console = console;
  }

  @Override
  public Integer call() {
    common.requireWriting("library delete");
    Path library = common.library(directories);
    if (!yes) {
      throw new UsageException(
          "This would delete the library in %s (%s); the photos themselves stay. To do it: sightline library delete --yes --library %s"
              .formatted(Console.visible(library), contents(library), Console.visible(library)));
    }
    var outcome = LibraryDeletion.delete(library);
    if (common.json()) {
      console.printObject(
          json -> {
            json.writeStringField("library", library.toString());
            json.writeNumberField("bytes", outcome.bytes());
            json.writeArrayFieldStart("left");
            for (Path stranger : outcome.left()) {
              json.writeString(stranger.toString());
            }
            json.writeEndArray();
          });
      return ExitCode.OK;
    }
    console
        .out()
        .printf(
            "The library in %s is deleted, %s.%n",
            Console.visible(library), CatalogueEntry.megabytes(outcome.bytes()));
    outcome
        .left()
        .forEach(
            it ->
                console.note("Left alone, because it is not Sightline's: " + Console.visible(it)));
    return ExitCode.OK;
  }

  private static String contents(Path library) {
    try (var reader = LibraryReader.open(library)) {
      return "%,d images, %s"
          .formatted(reader.size(), CatalogueEntry.megabytes(reader.statistics().bytes()));
    } catch (LibraryException e) {
      if (e.reason() == LibraryException.Reason.DAMAGED) {
        return "damaged";
      }
      throw e;
    }
  }
}
