package dev.sightline.cli;

import dev.sightline.models.store.Catalogue;
import dev.sightline.models.store.CatalogueEntry;
import dev.sightline.models.store.ModelSource;
import dev.sightline.models.store.ModelStore;
import dev.sightline.models.store.PullOptions;
import dev.sightline.models.store.PullOutcome;
import dev.sightline.models.store.PullProgress;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `sightline models pull [NAME]`
@Command(
    name = "pull",
    mixinStandardHelpOptions = true,
    description = "Download a stronger model; what was cut short goes on where it stopped.")
final class ModelsPullCommand implements Callable<Integer> {
  private final Places places;
  private final Console console;
  private final Supplier<Catalogue> catalogues;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "A model that `models list` offers; default: the first.")
  private @Nullable String name;

  @Option(
      names = "--from",
      paramLabel = "URL|DIR",
      description = "A mirror: a folder, or an address; {repo}, {revision}, {file} are filled in.")
  private @Nullable String from;

  @Mixin private CommonOptions common = new CommonOptions();

  ModelsPullCommand(Places places, Console console, Supplier<Catalogue> catalogues) {
    this.places = places;
    this.console = console;
    this.catalogues = catalogues;
  }

  @Override
  public Integer call() {
    Catalogue catalogue = catalogues.get();
    CatalogueEntry entry = name == null ? catalogue.standard() : offered(catalogue, name);
    ModelSource source = source(entry);
    var store = new ModelStore(places.modelStore(), PullOptions.DEFAULT);
    if (!common.quiet() && !store.has(entry)) {
      console.note(
          "Pulling %s, %s. Licence: %s. %s"
              .formatted(entry.name(), entry.size(), entry.licence(), entry.note()));
    }
    PullProgress progress =
        common.quiet() ? PullProgress.NONE : new PullLines(entry, console, System::nanoTime);
    print(entry, store.pull(entry, source, progress));
    return ExitCode.OK;
  }

  private static CatalogueEntry offered(Catalogue catalogue, String wanted) {
    return catalogue
        .find(wanted)
        .orElseThrow(
            () ->
                new UsageException(
                    "There is no model '%s' to pull. There are: %s."
                        .formatted(wanted, String.join(", ", catalogue.names()))));
  }

  private ModelSource source(CatalogueEntry entry) {
    if (from == null) {
      return ModelSource.published(entry);
    }
    try {
      return ModelSource.mirror(from);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--from: %s.".formatted(e.getMessage()));
    }
  }

  private void print(CatalogueEntry entry, PullOutcome outcome) {
    if (common.json()) {
      console
          .out()
          .println(
              Json.text(
                  json -> {
                    json.writeStartObject();
                    json.writeStringField("name", entry.name());
                    json.writeStringField("path", outcome.folder().toString());
                    json.writeNumberField("bytes", outcome.bytes());
                    json.writeEndObject();
                  }));
      return;
    }
    String folder = Console.visible(outcome.folder());
    console
        .out()
        .println(
            switch (outcome) {
              case PullOutcome.Installed _ ->
                  "%s is in %s. Use it with --model %s."
                      .formatted(entry.name(), folder, entry.name());
              case PullOutcome.AlreadyThere _ ->
                  "%s is already in %s; nothing was downloaded. Check it with: sightline models verify %s"
                      .formatted(entry.name(), folder, entry.name());
            });
  }
}
