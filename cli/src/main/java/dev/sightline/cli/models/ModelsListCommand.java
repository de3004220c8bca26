package dev.sightline.cli.models;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.cli.common.Json;
import dev.sightline.engine.InstalledModels;
import dev.sightline.models.store.ModelStore;
import dev.sightline.models.store.catalogue.Catalogue;
import dev.sightline.models.store.catalogue.CatalogueEntry;
import dev.sightline.models.store.download.PullOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `sightline models list`
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "The models on this machine, and those that can be pulled.")
public final class ModelsListCommand implements Callable<Integer> {
  private final Directories directories;
  private final Console console;
  private final Supplier<Catalogue> catalogues;

  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  /// @param catalogues gives the catalogue of published models
  public ModelsListCommand(
      Directories directories, Console console, Supplier<Catalogue> catalogues) {
    this.directories = directories;
    this.console = console;
    this.catalogues = catalogues;
  }

  @Override
  public Integer call() {
    var finder = directories.models();
    var store = new ModelStore(directories.modelStore(), PullOptions.DEFAULT);
    var listing =
        new Listing(
            finder.all(),
            finder.standardName(),
            store.unfinished(),
            catalogues.get().entries().stream().filter(entry -> !store.has(entry)).toList());
    if (common.json()) {
      console.out().println(Json.text(json -> write(json, listing)));
    } else {
      print(listing);
    }
    return ExitCode.OK;
  }

  /// The contents of the list.
  ///
  /// @param standard name of the default model for new libraries
  private record Listing(
      List<InstalledModels.Installed> installed,
      String standard,
      List<ModelStore.Unfinished> unfinished,
      List<CatalogueEntry> offers) {}

  private void print(Listing listing) {
    for (var model : listing.installed()) {
      line(
          model.name(),
          Console.visible(model.folder())
              + (Files.isDirectory(model.folder()) ? "" : " (has gone)")
              + (model.name().equals(listing.standard()) ? " (for new libraries)" : ""));
    }
    for (var part : listing.unfinished()) {
      line(
          part.name(),
          "incomplete, %s. Continue with: sightline models pull %s; or: sightline models remove %s"
              .formatted(CatalogueEntry.megabytes(part.bytes()), part.name(), part.name()));
    }
    for (CatalogueEntry offer : listing.offers()) {
      line(
          offer.name(),
          "not here yet: %s, %d dimensions, %s%s. Bring it with: sightline models pull %s"
              .formatted(
                  offer.size(),
                  offer.dimension(),
                  String.join(", ", offer.languages()),
                  offer.licence().mustBeAccepted() ? ", restricted licence" : "",
                  offer.name()));
    }
  }

  private void line(String name, String what) {
    console.out().printf("%-28s %s%n", name, what);
  }

  private static void write(JsonGenerator json, Listing listing) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("models");
    for (var model : listing.installed()) {
      json.writeStartObject();
      json.writeStringField("name", model.name());
      json.writeStringField("path", model.folder().toString());
      json.writeBooleanField("there", Files.isDirectory(model.folder()));
      json.writeBooleanField("referenced", model.referenced());
      json.writeBooleanField("forNewLibraries", model.name().equals(listing.standard()));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("unfinished");
    for (var part : listing.unfinished()) {
      json.writeStartObject();
      json.writeStringField("name", part.name());
      json.writeNumberField("bytes", part.bytes());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("offers");
    for (CatalogueEntry offer : listing.offers()) {
      write(json, offer);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, CatalogueEntry offer) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", offer.name());
    if (offer.bytes().isPresent()) {
      json.writeNumberField("bytes", offer.bytes().getAsLong());
    }
    json.writeNumberField("dim", offer.dimension());
    json.writeArrayFieldStart("languages");
    for (String language : offer.languages()) {
      json.writeString(language);
    }
    json.writeEndArray();
    json.writeStringField("licence", offer.licence().text());
    json.writeBooleanField("licenceMustBeAccepted", offer.licence().mustBeAccepted());
    json.writeStringField("note", offer.note());
    json.writeObjectFieldStart("quality");
    for (var figure : offer.quality().entrySet()) {
      json.writeNumberField(figure.getKey(), figure.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }
}
