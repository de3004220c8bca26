package dev.sightline.cli.models;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.cli.common.Json;
import dev.sightline.cli.common.NearNames;
import dev.sightline.cli.common.UsageException;
import dev.sightline.engine.InstalledModels;
import dev.sightline.engine.ModelMissingException;
import dev.sightline.models.ClipModel;
import dev.sightline.models.layout.InvalidModelException;
import dev.sightline.models.onnx.EncodingException;
import dev.sightline.models.store.ModelStore;
import dev.sightline.models.store.catalogue.Catalogue;
import dev.sightline.models.store.catalogue.CatalogueEntry;
import dev.sightline.models.store.catalogue.FileCheck;
import dev.sightline.models.store.download.PullOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `sightline models verify [NAME]`
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Check that a model's files are complete.")
public final class ModelsVerifyCommand implements Callable<Integer> {
  private final Directories directories;
  private final Console console;
  private final Supplier<Catalogue> catalogues;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "Default: all on this machine.")
  private @Nullable String name;

  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  /// @param catalogues gives the catalogue of published models
  public ModelsVerifyCommand(
      Directories directories, Console console, Supplier<Catalogue> catalogues) {
    this.directories = directories;
    this.console = console;
    this.catalogues = catalogues;
  }

  /// The result of verifying one model.
  ///
  /// @param name name of the model
  /// @param path folder of the model
  /// @param compared whether the catalogue has an entry for it
  /// @param firstPull number of files that were compared with the hashes of their first pull
  /// @param problems one sentence each; empty if the model is complete
  private record CheckedModel(
      String name, Path path, boolean compared, long firstPull, List<String> problems) {}

  @Override
  public Integer call() {
    var store = new ModelStore(directories.modelStore(), PullOptions.DEFAULT);
    Catalogue catalogue = catalogues.get();
    List<CheckedModel> findings =
        models(catalogue, store).stream().map(it -> look(catalogue, store, it)).toList();
    if (common.json()) {
      console.out().println(Json.text(json -> write(json, findings)));
    } else {
      findings.forEach(this::print);
    }
    return findings.stream().allMatch(it -> it.problems().isEmpty())
        ? ExitCode.OK
        : ExitCode.FAILED;
  }

  /// The models to verify. A model of the catalogue is included even if the file that identifies a
  /// model folder is missing.
  private List<InstalledModels.Installed> models(Catalogue catalogue, ModelStore store) {
    var all = new LinkedHashSet<InstalledModels.Installed>();
    catalogue.entries().stream()
        .filter(store::has)
        .map(it -> new InstalledModels.Installed(it.name(), store.folderOf(it), false))
        .forEach(all::add);
    all.addAll(directories.models().all());
    if (name == null) {
      return List.copyOf(all);
    }
    Optional<InstalledModels.Installed> named =
        all.stream().filter(it -> it.name().equals(name)).findFirst();
    if (named.isPresent()) {
      return List.of(named.get());
    }
    if (catalogue.find(name).isPresent()) {
      throw new ModelMissingException(
          "Model %s is not on this machine. Bring it with: sightline models pull %s"
              .formatted(name, name));
    }
    throw new UsageException(
        "There is no model '%s' on this machine. %s"
            .formatted(name, NearNames.sentence(name, directories.models().names())));
  }

  private CheckedModel look(
      Catalogue catalogue, ModelStore store, InstalledModels.Installed model) {
    Optional<CatalogueEntry> entry =
        catalogue.entries().stream()
            .filter(it -> store.folderOf(it).equals(model.folder()))
            .findFirst();
    if (entry.isEmpty()) {
      return new CheckedModel(
          model.name(), model.folder(), false, 0, problemsOfOpening(model.folder()));
    }
    List<FileCheck> checks = store.verify(entry.get());
    return new CheckedModel(
        model.name(),
        model.folder(),
        true,
        checks.stream()
            .filter(
                check ->
                    check instanceof FileCheck.Same(_, var with)
                        && with == FileCheck.ComparedWith.FIRST_PULL)
            .count(),
        checks.stream()
            .filter(check -> !check.good())
            .map(check -> problem(model.folder(), check))
            .toList());
  }

  private static String problem(Path folder, FileCheck check) {
    Path file = folder.resolve(check.file());
    return switch (check) {
      case FileCheck.Same _ -> "%s is whole".formatted(file);
      case FileCheck.Missing _ -> "%s is missing".formatted(file);
      case FileCheck.Different(_, var expected, var found) ->
          "%s: expected %s, found %s".formatted(file, expected, found);
    };
  }

  private List<String> problemsOfOpening(Path folder) {
    try (var model = ClipModel.open(folder, common.modelOptions())) {
      var unused = model.imageEncoder().dimension() + model.textEncoder().dimension();
      return List.of();
    } catch (InvalidModelException | EncodingException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  private void print(CheckedModel finding) {
    String model = finding.name();
    if (finding.problems().isEmpty()) {
      console
          .out()
          .printf(
              "%-28s %s%n",
              model,
              finding.compared()
                  ? whole(finding)
                  : "opens; the catalogue does not know it, so there is nothing to compare with");
      return;
    }
    finding
        .problems()
        .forEach(problem -> console.out().printf("%-28s %s%n", model, Console.visible(problem)));
    if (finding.compared()) {
      console.note(
          "Bring it again with: sightline models remove %s; sightline models pull %s"
              .formatted(model, model));
    }
  }

  private static String whole(CheckedModel finding) {
    return finding.firstPull() == 0
        ? "whole: every file is the catalogue's"
        : "whole: %d files are as they first came, for the catalogue has no hash of them; all others are the catalogue's"
            .formatted(finding.firstPull());
  }

  private static void write(JsonGenerator json, List<CheckedModel> findings) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("models");
    for (CheckedModel finding : findings) {
      json.writeStartObject();
      json.writeStringField("name", finding.name());
      json.writeStringField("path", finding.path().toString());
      json.writeBooleanField("compared", finding.compared());
      json.writeNumberField("asFirstPulled", finding.firstPull());
      json.writeArrayFieldStart("problems");
      for (String problem : finding.problems()) {
        json.writeString(problem);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
