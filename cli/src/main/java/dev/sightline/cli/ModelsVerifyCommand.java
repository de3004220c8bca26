package dev.sightline.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sightline.models.ClipModel;
import dev.sightline.models.EncodingException;
import dev.sightline.models.InvalidModelException;
import dev.sightline.models.store.Catalogue;
import dev.sightline.models.store.CatalogueEntry;
import dev.sightline.models.store.FileCheck;
import dev.sightline.models.store.ModelStore;
import dev.sightline.models.store.PullOptions;
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
    description = "Check that a model's files are whole.")
final class ModelsVerifyCommand implements Callable<Integer> {
  private final Places places;
  private final Console console;
  private final Supplier<Catalogue> catalogues;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "Default: all on this machine.")
  private @Nullable String name;

  @Mixin private CommonOptions common = new CommonOptions();

  ModelsVerifyCommand(Places places, Console console, Supplier<Catalogue> catalogues) {
    this.places = places;
    this.console = console;
    this.catalogues = catalogues;
  }

  /// What verifying one model found.
  ///
  /// @param path the model's folder
  /// @param compared whether there was a catalogue's hash to compare with
  /// @param problems one sentence each; none means whole
  private record Finding(Path path, boolean compared, List<String> problems) {}

  @Override
  public Integer call() {
    var store = new ModelStore(places.modelStore(), PullOptions.DEFAULT);
    Catalogue catalogue = catalogues.get();
    List<Finding> findings =
        folders(catalogue, store).stream().map(it -> look(catalogue, store, it)).toList();
    if (common.json()) {
      console.out().println(Json.text(json -> write(json, findings)));
    } else {
      findings.forEach(this::print);
    }
    return findings.stream().allMatch(it -> it.problems().isEmpty())
        ? ExitCode.OK
        : ExitCode.FAILED;
  }

  /// The folders to look at. A model of the catalogue counts even if it has lost the file by which
  /// others know it for a model.
  private List<Path> folders(Catalogue catalogue, ModelStore store) {
    var all = new LinkedHashSet<Path>();
    catalogue.entries().stream().filter(store::has).map(store::folderOf).forEach(all::add);
    all.addAll(new ModelFinder(places).folders());
    if (name == null) {
      return List.copyOf(all);
    }
    Optional<Path> named =
        all.stream().filter(it -> it.getFileName().toString().equals(name)).findFirst();
    if (named.isPresent()) {
      return List.of(named.get());
    }
    if (catalogue.find(name).isPresent()) {
      throw new ModelFinder.ModelMissingException(
          "Model %s is not on this machine. Bring it with: sightline models pull %s"
              .formatted(name, name));
    }
    throw new UsageException(
        "There is no model '%s' on this machine. There are: %s."
            .formatted(name, String.join(", ", new ModelFinder(places).names())));
  }

  private Finding look(Catalogue catalogue, ModelStore store, Path folder) {
    Optional<CatalogueEntry> entry =
        catalogue.entries().stream().filter(it -> store.folderOf(it).equals(folder)).findFirst();
    if (entry.isEmpty()) {
      return new Finding(folder, false, problemsOfOpening(folder));
    }
    List<String> problems =
        store.verify(entry.get()).stream()
            .filter(check -> !check.good())
            .map(check -> problem(folder, check))
            .toList();
    return new Finding(folder, true, problems);
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

  private void print(Finding finding) {
    String model = finding.path().getFileName().toString();
    if (finding.problems().isEmpty()) {
      console
          .out()
          .printf(
              "%-24s %s%n",
              model,
              finding.compared()
                  ? "whole: every file is the catalogue's"
                  : "opens; the catalogue does not know it, so there is nothing to compare with");
      return;
    }
    finding
        .problems()
        .forEach(problem -> console.out().printf("%-24s %s%n", model, Console.visible(problem)));
    if (finding.compared()) {
      console.note(
          "Delete %s, then run: sightline models pull %s"
              .formatted(Console.visible(finding.path()), model));
    }
  }

  private static void write(JsonGenerator json, List<Finding> findings) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("models");
    for (Finding finding : findings) {
      json.writeStartObject();
      json.writeStringField("name", finding.path().getFileName().toString());
      json.writeStringField("path", finding.path().toString());
      json.writeBooleanField("compared", finding.compared());
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
