package dev.sightline.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sightline.models.store.Catalogue;
import dev.sightline.models.store.CatalogueEntry;
import dev.sightline.models.store.ModelStore;
import dev.sightline.models.store.PullOptions;
import java.io.IOException;
import java.nio.file.Path;
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
final class ModelsListCommand implements Callable<Integer> {
  private final Places places;
  private final Console console;
  private final Supplier<Catalogue> catalogues;

  @Mixin private CommonOptions common = new CommonOptions();

  ModelsListCommand(Places places, Console console, Supplier<Catalogue> catalogues) {
    this.places = places;
    this.console = console;
    this.catalogues = catalogues;
  }

  @Override
  public Integer call() {
    List<Path> folders = new ModelFinder(places).folders();
    var store = new ModelStore(places.modelStore(), PullOptions.DEFAULT);
    List<CatalogueEntry> offers =
        catalogues.get().entries().stream().filter(entry -> !store.has(entry)).toList();
    if (common.json()) {
      console.out().println(Json.text(json -> write(json, folders, offers)));
      return ExitCode.OK;
    }
    for (Path folder : folders) {
      console.out().printf("%-24s %s%n", folder.getFileName(), Console.visible(folder));
    }
    for (CatalogueEntry offer : offers) {
      console
          .out()
          .printf(
              "%-24s not here yet: %s, %d dimensions, %s. Bring it with: sightline models pull"
                  + " %s%n",
              offer.name(),
              offer.size(),
              offer.dimension(),
              String.join(", ", offer.languages()),
              offer.name());
    }
    return ExitCode.OK;
  }

  private static void write(JsonGenerator json, List<Path> folders, List<CatalogueEntry> offers)
      throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("models");
    for (Path folder : folders) {
      json.writeStartObject();
      json.writeStringField("name", folder.getFileName().toString());
      json.writeStringField("path", folder.toString());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("offers");
    for (CatalogueEntry offer : offers) {
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
    json.writeStringField("licence", offer.licence());
    json.writeStringField("note", offer.note());
    json.writeObjectFieldStart("quality");
    for (var figure : offer.quality().entrySet()) {
      json.writeNumberField(figure.getKey(), figure.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }
}
