package dev.sightline.cli.library;

import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.cli.common.ImageLimitOption;
import dev.sightline.cli.common.ModelNote;
import dev.sightline.cli.common.UsageException;
import dev.sightline.cli.common.Version;
import dev.sightline.cli.index.SkippedFiles;
import dev.sightline.cli.terminal.HeapTrim;
import dev.sightline.cli.terminal.ProgressDisplay;
import dev.sightline.cli.terminal.StopOnInterrupt;
import dev.sightline.engine.InstalledModels;
import dev.sightline.engine.LibraryOpener;
import dev.sightline.images.ImageDecoder;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexSettings;
import dev.sightline.indexer.tasks.ReembedRun;
import dev.sightline.library.maintenance.DropModels;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `sightline library reembed --model M`
@Command(
    name = "reembed",
    mixinStandardHelpOptions = true,
    description =
        "Switch the library to another model (--model): embed every image again beside its old"
            + " vector, while searches go on, then switch at once. Goes on where it was stopped.")
public final class LibraryReembedCommand implements Callable<Integer> {
  private final Directories directories;
  private final Console console;

  @Option(
      names = "--drop-old",
      description = "After the switch, delete the vectors of other models to free disk space.")
  private boolean dropOld;

  @Mixin private ImageLimitOption limit = new ImageLimitOption();

  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  public LibraryReembedCommand(Directories directories, Console console) {
    this.directories = directories;
    this.console = console;
  }

  @Override
  public Integer call() {
    common.requireWriting("library reembed");
    if (common.model().isEmpty()) {
      throw new UsageException(
          "Which model? Name it with --model NAME|DIR; 'sightline models list' shows them.");
    }
    Path folder = common.library(directories);
    InstalledModels.requireModel(LibraryOpener.existing(folder).model());
    var options = common.modelOptions();
    var usual = IndexSettings.usual(Version.NUMBER);
    var settings = options.threads() == 0 ? usual : usual.withThreads(options.threads());
    var progress = new IndexProgress();
    try (var model =
            directories.models().open(common.model(), Optional.empty(), options.forManyImages());
        var _ = HeapTrim.start();
        var interrupt = new StopOnInterrupt(progress, console)) {
      if (!common.quiet()) {
        console.note(ModelNote.of(model, directories));
      }
      var run =
          new ReembedRun(model, ImageDecoder.create(limit.limits()), limit.limits(), settings);
      ReembedRun.Outcome outcome =
          ProgressDisplay.during(
              progress, console, common.quiet(), () -> run.run(folder, progress));
      int dropped = dropOld && outcome.switched() ? DropModels.drop(folder) : 0;
      print(outcome, model.name(), dropped);
      if (interrupt.happened()) {
        return ExitCode.INTERRUPTED;
      }
      return outcome.switched() ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  private void print(ReembedRun.Outcome outcome, String model, int dropped) {
    if (common.json()) {
      printJson(outcome, model, dropped);
      return;
    }
    SkippedFiles.print(outcome.left(), "left", "", console);
    console.out().println(closingLine(outcome, model));
    if (dropped > 0) {
      console.out().printf("The old vectors of %,d images were deleted.%n", dropped);
    }
  }

  private static String closingLine(ReembedRun.Outcome outcome, String model) {
    String what =
        outcome.switched()
            ? "the library is searched with %s now".formatted(model)
            : outcome.complete()
                ? "the library stays with its model until all %,d images have a vector of %s; mend what is left, or take it out with 'sightline index' or 'library forget', and run this again"
                    .formatted(outcome.images(), model)
                : "stopped early; run the command again to continue";
    return String.format(
        Locale.ROOT,
        "%,d embedded, %,d left; %.1f s; %s.",
        outcome.embedded(),
        outcome.left().size(),
        outcome.took().toNanos() / 1e9,
        what);
  }

  private void printJson(ReembedRun.Outcome outcome, String model, int dropped) {
    console.printObject(
        json -> {
          json.writeStringField("model", model);
          json.writeNumberField("embedded", outcome.embedded());
          json.writeNumberField("images", outcome.images());
          SkippedFiles.write("left", outcome.left(), json);
          json.writeBooleanField("switched", outcome.switched());
          json.writeBooleanField("complete", outcome.complete());
          json.writeNumberField("dropped", dropped);
          json.writeNumberField("seconds", outcome.took().toNanos() / 1e9);
        });
  }
}
