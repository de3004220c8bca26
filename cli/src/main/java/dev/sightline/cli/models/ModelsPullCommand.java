package dev.sightline.cli.models;

import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.cli.common.NearNames;
import dev.sightline.cli.common.UsageException;
import dev.sightline.models.store.ModelStore;
import dev.sightline.models.store.PullOutcome;
import dev.sightline.models.store.catalogue.Catalogue;
import dev.sightline.models.store.catalogue.CatalogueEntry;
import dev.sightline.models.store.catalogue.ModelSource;
import dev.sightline.models.store.download.PullOptions;
import dev.sightline.models.store.download.PullReceipt;
import java.util.ArrayList;
import java.util.List;
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
    description = "Download a stronger model; an interrupted download is resumed.")
public final class ModelsPullCommand implements Callable<Integer> {
  private final Directories directories;
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

  @Option(
      names = "--accept-licence",
      description = "Confirm that you have read the licence of a model that requires it.")
  private boolean acceptLicence;

  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  /// @param catalogues gives the catalogue of published models
  public ModelsPullCommand(
      Directories directories, Console console, Supplier<Catalogue> catalogues) {
    this.directories = directories;
    this.console = console;
    this.catalogues = catalogues;
  }

  @Override
  public Integer call() {
    Catalogue catalogue = catalogues.get();
    CatalogueEntry entry = name == null ? catalogue.standard() : offered(catalogue, name);
    ModelSource source = source(entry);
    var store = new ModelStore(directories.modelStore(), PullOptions.DEFAULT);
    if (entry.licence().mustBeAccepted() && !acceptLicence && !store.has(entry)) {
      throw new UsageException(
          "%s has the licence: %s. Read it at %s; if you agree, run it again with --accept-licence."
              .formatted(
                  entry.name(),
                  entry.licence().text(),
                  "https://huggingface.co/" + entry.repository()));
    }
    if (!common.quiet() && !store.has(entry)) {
      console.note(
          "Pulling %s, %s. Licence: %s. %s"
              .formatted(entry.name(), entry.size(), entry.licence().text(), entry.note()));
    }
    PullOutcome outcome =
        PullDisplay.during(
            entry, console, common.quiet(), progress -> store.pull(entry, source, progress));
    print(entry, outcome);
    if (outcome instanceof PullOutcome.Installed installed && !common.quiet()) {
      notes(installed.receipt()).forEach(console::note);
    }
    return ExitCode.OK;
  }

  /// Files that could not be verified.
  private static List<String> notes(PullReceipt receipt) {
    var notes = new ArrayList<String>();
    if (!receipt.unverified().isEmpty()) {
      notes.add(
          """
          Not known beforehand, so taken as it came: the SHA-256 of %s. It is noted now; \
          'models verify' will compare with it.\
          """
              .formatted(String.join(", ", receipt.unverified())));
    }
    if (!receipt.unpinned().isEmpty()) {
      notes.add(
          "No revision is known of %s, so its branch '%s' was taken as it is today."
              .formatted(String.join(", ", receipt.unpinned()), PullReceipt.BRANCH));
    }
    return notes;
  }

  private static CatalogueEntry offered(Catalogue catalogue, String wanted) {
    return catalogue
        .find(wanted)
        .orElseThrow(
            () ->
                new UsageException(
                    "There is no model '%s' to pull. %s"
                        .formatted(wanted, NearNames.sentence(wanted, catalogue.names()))));
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
      console.printObject(
          json -> {
            json.writeStringField("name", entry.name());
            json.writeStringField("path", outcome.folder().toString());
            json.writeNumberField("bytes", outcome.bytes());
          });
      return;
    }
    String folder = Console.visible(outcome.folder());
    console
        .out()
        .println(
            switch (outcome) {
              case PullOutcome.Installed _ ->
                  "%s is in %s. Use it with --model %s, or for all new libraries: sightline models use %s"
                      .formatted(entry.name(), folder, entry.name(), entry.name());
              case PullOutcome.AlreadyThere _ ->
                  "%s is already in %s; nothing was downloaded. Check it with: sightline models verify %s"
                      .formatted(entry.name(), folder, entry.name());
            });
  }
}
