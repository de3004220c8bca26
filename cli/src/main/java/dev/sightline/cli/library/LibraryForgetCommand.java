package dev.sightline.cli.library;

import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.cli.common.RootArgument;
import dev.sightline.engine.LibraryOpener;
import dev.sightline.library.LibraryState;
import dev.sightline.library.maintenance.LibraryRoots;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `sightline library forget DIR`
@Command(
    name = "forget",
    mixinStandardHelpOptions = true,
    description = "Take a folder and its images out of the library; the files stay.")
public final class LibraryForgetCommand implements Callable<Integer> {
  private final Directories directories;
  private final Console console;

  @Parameters(
      paramLabel = "DIR",
      description = "A folder that `library info` lists, or one of imported images.")
  private Path root = Path.of("");

  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  public LibraryForgetCommand(Directories directories, Console console) {
    this.directories = directories;
    this.console = console;
  }

  @Override
  public Integer call() {
    common.requireWriting("library forget");
    Path library = common.library(directories);
    LibraryState state = LibraryOpener.existing(library);
    Optional<Path> known =
        RootArgument.find(
            root, it -> state.roots().stream().anyMatch(that -> that.folder().equals(it)));
    for (Path folder : known.map(List::of).orElseGet(() -> RootArgument.readings(root))) {
      var outcome = LibraryRoots.forget(library, folder);
      if (outcome.isPresent()) {
        print(folder, outcome.get());
        return ExitCode.OK;
      }
    }
    throw RootArgument.notARoot(root, state, library);
  }

  private void print(Path known, LibraryRoots.Outcome outcome) {
    if (common.json()) {
      console.printObject(
          json -> {
            json.writeStringField("root", known.toString());
            json.writeNumberField("removed", outcome.removedImages());
            json.writeNumberField("kept", outcome.images() - outcome.removedImages());
            json.writeNumberField("skipped", outcome.quarantined());
          });
      return;
    }
    console
        .out()
        .printf(
            "%s is forgotten: %,d images and %,d skipped files left the library, %,d images stay"
                + " with other paths. The files are where they were.%n",
            Console.visible(known),
            outcome.removedImages(),
            outcome.quarantined(),
            outcome.images() - outcome.removedImages());
  }
}
