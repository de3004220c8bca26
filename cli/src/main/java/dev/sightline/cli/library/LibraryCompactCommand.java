package dev.sightline.cli.library;

import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.cli.common.VectorsOption;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.indexer.tasks.ThumbnailRun;
import dev.sightline.library.VectorStorage;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.maintenance.LibraryCompaction;
import dev.sightline.models.store.catalogue.CatalogueEntry;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `sightline library compact`
@Command(
    name = "compact",
    mixinStandardHelpOptions = true,
    description = "Merge the library into one segment and drop thumbnails of images that are gone.")
public final class LibraryCompactCommand implements Callable<Integer> {
  private final Directories directories;
  private final Console console;

  @Option(
      names = "--thumbnails",
      description =
          "Also make every thumbnail that is missing, so that the library can be carried without"
              + " the photos.")
  private boolean thumbnails;

  @Option(
      names = "--vectors",
      paramLabel = "float32|int8|bit1",
      description =
          "Rewrite the library so that it keeps vectors for the graph in this way, beside the full"
              + " ones.")
  private @Nullable String vectors;

  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  public LibraryCompactCommand(Directories directories, Console console) {
    this.directories = directories;
    this.console = console;
  }

  @Override
  public Integer call() {
    common.requireWriting("library compact");
    Optional<VectorStorage> wanted = Optional.ofNullable(vectors).map(VectorsOption::read);
    Path folder = common.library(directories);
    var outcome =
        wanted.isPresent()
            ? LibraryCompaction.run(folder, wanted.get())
            : LibraryCompaction.run(folder);
    Optional<ThumbnailRun.Outcome> made =
        thumbnails ? Optional.of(makeThumbnails(folder)) : Optional.empty();
    if (common.json()) {
      printJson(outcome, made);
      return ExitCode.OK;
    }
    console
        .out()
        .printf(
            "%s in %d segments, before %s in %d; %,d deleted documents and %,d thumbnails"
                + " dropped%n",
            CatalogueEntry.megabytes(outcome.after().bytes()),
            outcome.after().segments(),
            CatalogueEntry.megabytes(outcome.before().bytes()),
            outcome.before().segments(),
            outcome.before().deleted(),
            outcome.orphans());
    made.ifPresent(
        it ->
            console
                .out()
                .printf(
                    "%,d thumbnails made, %,d were there, %,d cannot be made (the file is not here"
                        + " or cannot be read)%n",
                    it.made(), it.kept(), it.impossible()));
    return ExitCode.OK;
  }

  private ThumbnailRun.Outcome makeThumbnails(Path folder) {
    int threads = common.modelOptions().threads();
    try (var reader = LibraryReader.open(folder)) {
      return new ThumbnailRun(
              ImageDecoder.create(DecodeLimits.DEFAULT),
              threads == 0 ? Runtime.getRuntime().availableProcessors() : threads)
          .run(reader);
    }
  }

  private void printJson(LibraryCompaction.Outcome outcome, Optional<ThumbnailRun.Outcome> made) {
    console.printObject(
        json -> {
          json.writeNumberField("bytesBefore", outcome.before().bytes());
          json.writeNumberField("bytes", outcome.after().bytes());
          json.writeNumberField("segments", outcome.after().segments());
          json.writeNumberField("orphanThumbnails", outcome.orphans());
          if (made.isPresent()) {
            json.writeObjectFieldStart("thumbnails");
            json.writeNumberField("made", made.get().made());
            json.writeNumberField("kept", made.get().kept());
            json.writeNumberField("impossible", made.get().impossible());
            json.writeEndObject();
          }
        });
  }
}
