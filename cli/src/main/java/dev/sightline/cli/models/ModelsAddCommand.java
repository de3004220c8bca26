package dev.sightline.cli.models;

import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.cli.common.UsageException;
import dev.sightline.models.ClipModel;
import dev.sightline.models.store.ReferencedModels;
import dev.sightline.models.store.catalogue.Catalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `sightline models add DIR [--name NAME]`
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    description = "Give a model folder of your own a name; nothing is copied.")
public final class ModelsAddCommand implements Callable<Integer> {
  private final Directories directories;
  private final Console console;
  private final Supplier<Catalogue> catalogues;

  @Parameters(paramLabel = "DIR", description = "A model folder; it stays where it is.")
  private @Nullable Path folder;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the model; default: the name of the folder.")
  private @Nullable String name;

  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  /// @param catalogues gives the catalogue of published models
  public ModelsAddCommand(
      Directories directories, Console console, Supplier<Catalogue> catalogues) {
    this.directories = directories;
    this.console = console;
    this.catalogues = catalogues;
  }

  @Override
  public Integer call() {
    Path model = Path.of(String.valueOf(folder)).toAbsolutePath().normalize();
    if (!Files.isDirectory(model)) {
      throw new UsageException(
          "%s is not a folder. Name the folder of the model.".formatted(model));
    }
    String wanted = name == null ? String.valueOf(model.getFileName()) : name;
    checkName(wanted, model);
    int dimension = dimension(model);
    boolean added = new ReferencedModels(directories.modelStore()).add(wanted, model);
    print(wanted, model, dimension, added);
    return ExitCode.OK;
  }

  private void checkName(String wanted, Path model) {
    if (!ReferencedModels.canBeName(wanted)) {
      throw new UsageException(
          "'%s' cannot be a model's name: letters, digits, '.', '_' and '-'. Choose one with --name."
              .formatted(wanted));
    }
    if (catalogues.get().find(wanted).isPresent()) {
      throw new UsageException(
          "'%s' is the name of a model that can be pulled. Choose another with --name."
              .formatted(wanted));
    }
    for (var other : directories.models().all()) {
      if (other.name().equals(wanted) && !other.folder().equals(model)) {
        throw new UsageException(
            "There is a model '%s' already: %s. Choose another name with --name."
                .formatted(wanted, other.folder()));
      }
      if (other.folder().equals(model) && !other.referenced()) {
        throw new UsageException("%s has the name '%s' already.".formatted(model, other.name()));
      }
    }
  }

  /// Loads both encoders and the tokenizer, so that faults are reported now and not by the first
  /// index run.
  private int dimension(Path folderOfModel) {
    try (var model = ClipModel.open(folderOfModel, common.modelOptions())) {
      int dimension = model.imageEncoder().dimension();
      var unused = model.textEncoder().encode("a photo");
      return dimension;
    }
  }

  private void print(String wanted, Path model, int dimension, boolean added) {
    if (common.json()) {
      console.printObject(
          json -> {
            json.writeStringField("name", wanted);
            json.writeStringField("path", model.toString());
            json.writeNumberField("dim", dimension);
          });
      return;
    }
    console
        .out()
        .printf(
            added
                ? "%s is %s, %d dimensions. It stays there; nothing was copied. Use it with --model"
                    + " %s.%n"
                : "%s is %s already, %d dimensions. Use it with --model %s.%n",
            wanted,
            Console.visible(model),
            dimension,
            wanted);
  }
}
