package dev.sightline.cli.library;

import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.cli.common.UsageException;
import dev.sightline.engine.InstalledModels;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.indexer.Indexer;
import dev.sightline.indexer.tasks.SampleCheck;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.maintenance.LibraryCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `sightline library verify`
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Check that the library is complete, and say how to repair it.")
public final class LibraryVerifyCommand implements Callable<Integer> {
  private final Directories directories;
  private final Console console;

  @Option(
      names = "--deep",
      paramLabel = "N",
      defaultValue = "0",
      description = "Embed N random images again and compare with the stored vectors.")
  private int deep;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Random seed for the images of --deep; default: ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  public LibraryVerifyCommand(Directories directories, Console console) {
    this.directories = directories;
    this.console = console;
  }

  @Override
  public Integer call() {
    if (deep < 0) {
      throw new UsageException("--deep must be at least 0, got %d.".formatted(deep));
    }
    Path folder = common.library(directories);
    LibraryCheck.Report report = LibraryCheck.run(folder);
    var problems = new ArrayList<>(report.problems());
    Optional<SampleCheck.Report> sample =
        deep > 0 && problems.isEmpty() ? Optional.of(sample(folder)) : Optional.empty();
    sample.ifPresent(it -> problems.addAll(it.problems()));
    if (common.json()) {
      printJson(report, sample, problems);
    } else {
      print(report, sample, problems);
    }
    return problems.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }

  private SampleCheck.Report sample(Path folder) {
    try (LibraryReader reader = common.openFolder(folder)) {
      var stored = reader.state().model();
      InstalledModels.requireModel(stored);
      try (var model =
          directories.models().open(common.model(), Optional.of(stored), common.modelOptions())) {
        stored.requireComparableWith(Indexer.libraryModel(model, stored.dimension()), folder);
        var decoder = ImageDecoder.create(DecodeLimits.DEFAULT);
        return new SampleCheck(model.imageEncoder(), decoder).run(reader, deep, seed);
      }
    }
  }

  private void print(
      LibraryCheck.Report report, Optional<SampleCheck.Report> sample, List<String> problems) {
    problems.forEach(problem -> console.out().println(Console.visible(problem)));
    console
        .out()
        .printf(
            "%s: %,d images, %,d with a thumbnail (others get theirs when they are first shown)%n",
            problems.isEmpty() ? "whole" : problems.size() + " problems",
            report.images(),
            report.thumbnails());
    sample.ifPresent(
        it ->
            console
                .out()
                .printf(
                    Locale.ROOT,
                    "%,d images embedded again, cosine at least %.5f%n",
                    it.compared(),
                    it.leastCosine()));
  }

  private void printJson(
      LibraryCheck.Report report, Optional<SampleCheck.Report> sample, List<String> problems) {
    console.printObject(
        json -> {
          json.writeBooleanField("ok", problems.isEmpty());
          json.writeArrayFieldStart("problems");
          for (String problem : problems) {
            json.writeString(problem);
          }
          json.writeEndArray();
          json.writeNumberField("documents", report.images());
          json.writeNumberField("thumbnails", report.thumbnails());
          if (sample.isPresent()) {
            json.writeNumberField("compared", sample.get().compared());
            json.writeNumberField("leastCosine", sample.get().leastCosine());
          }
        });
  }
}
