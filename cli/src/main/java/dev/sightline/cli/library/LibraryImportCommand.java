package dev.sightline.cli.library;

import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.cli.common.UsageException;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.indexer.Indexer;
import dev.sightline.indexer.walk.ImageIds;
import dev.sightline.library.LibraryModel;
import dev.sightline.library.exchange.LibraryImport;
import dev.sightline.library.maintenance.BulkLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `sightline library import DIR`
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = "Make a library of vectors that were made elsewhere.")
public final class LibraryImportCommand implements Callable<Integer> {
  private static final int MOST_DIMENSIONS = 4096;

  private final Directories directories;
  private final Console console;

  @Parameters(
      paramLabel = "DIR",
      description = "A folder with img_emb/*.npy and metadata/*.parquet, or documents.jsonl.")
  private Path folder = Path.of("");

  @Option(
      names = "--synthetic-model",
      paramLabel = "DIM",
      description = "The vectors belong to no model: for measuring, not for searching.")
  private @Nullable Integer synthetic;

  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  public LibraryImportCommand(Directories directories, Console console) {
    this.directories = directories;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    common.requireWriting("library import");
    if (!Files.isDirectory(folder)) {
      throw new UsageException("There is no folder %s.".formatted(Console.visible(folder)));
    }
    Path library = common.library(directories);
    if (!BulkLoader.isFree(library)) {
      throw new UsageException(
          """
          The library in %s has images already. Import into a new one with --library NEW, then \
          put both together: sightline library merge NEW --into %s\
          """
              .formatted(Console.visible(library), Console.visible(library)));
    }
    int found = LibraryImport.dimension(folder);
    LibraryModel model = model();
    if (found != model.dimension()) {
      throw new UsageException(
          "The vectors in %s have %d dimensions, those of model '%s' have %d."
              .formatted(Console.visible(folder), found, model.name(), model.dimension()));
    }
    var outcome = LibraryImport.run(folder, library, model, new ImageIds(DecodeLimits.DEFAULT));
    print(outcome, library);
    return ExitCode.OK;
  }

  private LibraryModel model() {
    if (synthetic != null) {
      if (common.model().isPresent()) {
        throw new UsageException("--model and --synthetic-model exclude each other.");
      }
      if (synthetic < 1 || synthetic > MOST_DIMENSIONS) {
        throw new UsageException(
            "--synthetic-model is 1 to %d dimensions, got %d."
                .formatted(MOST_DIMENSIONS, synthetic));
      }
      return LibraryModel.synthetic(synthetic);
    }
    if (common.model().isEmpty()) {
      throw new UsageException(
          "Say which model made the vectors: --model NAME|DIR, or --synthetic-model DIM for none.");
    }
    try (var model =
        directories.models().open(common.model(), Optional.empty(), common.modelOptions())) {
      return Indexer.libraryModel(model, model.imageEncoder().dimension());
    }
  }

  private void print(LibraryImport.Outcome outcome, Path library) {
    if (outcome.normalized() > 0 && !common.quiet()) {
      console.note(
          "%,d vectors were not of length one and were made so.".formatted(outcome.normalized()));
    }
    int images = outcome.rows() - outcome.folded();
    if (!common.json()) {
      console
          .out()
          .printf(
              "%,d images in %s; %,d rows were of an image that was there%n",
              images, Console.visible(library), outcome.folded());
      return;
    }
    console.printObject(
        json -> {
          json.writeNumberField("documents", images);
          json.writeNumberField("folded", outcome.folded());
          json.writeNumberField("normalised", outcome.normalized());
          json.writeStringField("library", library.toString());
        });
  }
}
