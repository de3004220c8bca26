package dev.sightline.cli.models;

import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.cli.common.NearNames;
import dev.sightline.cli.common.UsageException;
import dev.sightline.library.LibraryException;
import dev.sightline.models.store.ModelStore;
import dev.sightline.models.store.ReferencedModels;
import dev.sightline.models.store.catalogue.CatalogueEntry;
import dev.sightline.models.store.download.PullOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `sightline models remove NAME`
@Command(
    name = "remove",
    mixinStandardHelpOptions = true,
    description = "Delete a pulled model, what is left of a pull, or the name of an added folder.")
public final class ModelsRemoveCommand implements Callable<Integer> {
  private final Directories directories;
  private final Console console;

  @Parameters(paramLabel = "NAME", description = "A model that `models list` shows.")
  private @Nullable String name;

  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  public ModelsRemoveCommand(Directories directories, Console console) {
    this.directories = directories;
    this.console = console;
  }

  @Override
  public Integer call() {
    String wanted = String.valueOf(name);
    refuseNeeded(wanted);
    var references = new ReferencedModels(directories.modelStore());
    Optional<ReferencedModels.Reference> reference = references.find(wanted);
    if (reference.isPresent()) {
      references.forget(wanted);
      print(
          wanted,
          0,
          "%s is forgotten; %s stays as it is."
              .formatted(wanted, Console.visible(reference.get().folder())));
      return ExitCode.OK;
    }
    boolean inUse = isModelOfLibrary(directories.modelStore().resolve(wanted));
    Optional<Long> bytes =
        new ModelStore(directories.modelStore(), PullOptions.DEFAULT).remove(wanted);
    if (bytes.isEmpty()) {
      throw unknown(wanted);
    }
    print(
        wanted,
        bytes.get(),
        "%s is deleted, %s.".formatted(wanted, CatalogueEntry.megabytes(bytes.get())));
    if (inUse && !common.quiet()) {
      console.note(
          "The library %s was made with it and can be searched again once it is pulled again."
              .formatted(Console.visible(common.place(directories))));
    }
    return ExitCode.OK;
  }

  private void refuseNeeded(String wanted) {
    if (wanted.equals(Directories.BUNDLED_MODEL)) {
      throw new UsageException(
          "%s comes with Sightline and stays. To use another: sightline models use NAME"
              .formatted(wanted));
    }
    if (!ReferencedModels.canBeName(wanted)) {
      throw unknown(wanted);
    }
    if (directories.models().standardName().equals(wanted)) {
      throw new UsageException(
          """
          %s is the model that new libraries are made with. \
          Choose another first, for example: sightline models use %s\
          """
              .formatted(wanted, Directories.BUNDLED_MODEL));
    }
  }

  private UsageException unknown(String wanted) {
    var names = new ArrayList<>(directories.models().names());
    names.remove(Directories.BUNDLED_MODEL);
    new ModelStore(directories.modelStore(), PullOptions.DEFAULT)
        .unfinished()
        .forEach(it -> names.add(it.name()));
    return new UsageException(
        names.isEmpty()
            ? "There is no model '%s' to remove, nor any other.".formatted(wanted)
            : "There is no model '%s' to remove. %s"
                .formatted(wanted, NearNames.sentence(wanted, names)));
  }

  private boolean isModelOfLibrary(Path folder) {
    try {
      return common
          .libraryState(directories)
          .filter(state -> state.model().location().equals(folder.toString()))
          .isPresent();
    } catch (LibraryException e) {
      return false; // a broken library is no reason to keep a model
    }
  }

  private void print(String wanted, long bytes, String sentence) {
    if (!common.json()) {
      console.out().println(sentence);
      return;
    }
    console.printObject(
        json -> {
          json.writeStringField("name", wanted);
          json.writeNumberField("bytes", bytes);
        });
  }
}
