package dev.sightline.cli.eval;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.cli.common.InputFiles;
import dev.sightline.evaluation.plot.BarPlot;
import dev.sightline.evaluation.retrieval.Captions;
import dev.sightline.evaluation.retrieval.RankedRecall;
import dev.sightline.evaluation.retrieval.RetrievalRanks;
import dev.sightline.models.ClipModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `sightline eval retrieval --captions TSV [--compare MODEL…]`
@Command(
    name = "retrieval",
    mixinStandardHelpOptions = true,
    description = "Measure retrieval: images by captions, and captions by images.")
public final class EvalRetrievalCommand implements Callable<Integer> {
  private static final double MIB = 1024 * 1024;

  private final Directories directories;
  private final Console console;

  @Option(
      names = "--captions",
      required = true,
      paramLabel = "TSV",
      description = "One line a caption: file, tab, caption; files relative to the TSV.")
  private Path captions = Path.of("");

  @Option(
      names = "--compare",
      arity = "1..*",
      paramLabel = "MODEL",
      description = "More models to measure, by name or folder.")
  private List<String> compared = List.of();

  @Mixin private EvalOptions options = new EvalOptions();
  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  public EvalRetrievalCommand(Directories directories, Console console) {
    this.directories = directories;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    options.check(common);
    InputFiles.require(captions);
    Captions told = Captions.read(captions);
    var finder = directories.models();
    List<Path> others = // a wrong name is said before an hour is spent
        compared.stream().map(name -> finder.folder(Optional.of(name), Optional.empty())).toList();
    var results = new ArrayList<RetrievalMeasurement>();
    results.add(RetrievalMeasurement.measure(() -> common.openModel(directories), told));
    for (Path other : others) {
      results.add(
          RetrievalMeasurement.measure(() -> ClipModel.open(other, common.modelOptions()), told));
    }
    options.print(report(results), console, common);
    return ExitCode.OK;
  }

  private EvalReport report(List<RetrievalMeasurement> results) {
    RetrievalMeasurement first = results.getFirst();
    var table =
        new EvalTable(
            "model",
            "direction",
            "R@1",
            "R@1 from",
            "R@1 to",
            "R@5",
            "R@10",
            "median rank",
            "images/s",
            "text ms",
            "files MiB",
            "memory MiB");
    var groups = new ArrayList<BarPlot.Group>();
    for (RetrievalMeasurement it : results) {
      row(table, it, "text to image", it.ranks().textToImage(), intervals(it, true));
      row(table, it, "image to text", it.ranks().imageToText(), intervals(it, false));
      groups.add(group(it.model() + ", text", it.ranks().textToImage()));
      groups.add(group(it.model() + ", image", it.ranks().imageToText()));
    }
    return new EvalReport(
        List.of(
            String.format(
                Locale.ROOT, "%,d images, %,d captions", first.images(), first.captions())),
        table,
        gains(results),
        json -> write(results, json),
        new BarPlot("retrieval", List.of("R@1", "R@5", "R@10"), groups)::svg);
  }

  private RetrievalRanks.Intervals intervals(RetrievalMeasurement it, boolean text) {
    return text
        ? it.ranks().textToImageIntervals(options.seed())
        : it.ranks().imageToTextIntervals(options.seed());
  }

  private static BarPlot.Group group(String name, RankedRecall recall) {
    return new BarPlot.Group(name, List.of(recall.r1(), recall.r5(), recall.r10()));
  }

  private static void row(
      EvalTable table,
      RetrievalMeasurement it,
      String direction,
      RankedRecall recall,
      RetrievalRanks.Intervals intervals) {
    table.row(
        it.model(),
        direction,
        new EvalTable.Share(recall.r1()),
        new EvalTable.Share(intervals.r1().low()),
        new EvalTable.Share(intervals.r1().high()),
        new EvalTable.Share(recall.r5()),
        new EvalTable.Share(recall.r10()),
        recall.medianRank(),
        it.speed().imagesPerSecond(),
        it.speed().textMillis(),
        it.fileBytes() / MIB,
        it.memoryBytes().isPresent() ? it.memoryBytes().getAsLong() / MIB : "unknown");
  }

  private List<String> gains(List<RetrievalMeasurement> results) {
    var lines = new ArrayList<String>();
    for (RetrievalMeasurement other : results.subList(1, results.size())) {
      var gain =
          other.ranks().gainOver(results.getFirst().ranks(), RankedRecall::r1, options.seed());
      lines.add(
          String.format(
              Locale.ROOT,
              "%s - %s: R@1 of text to image %+.1f points (%+.1f to %+.1f)",
              other.model(),
              results.getFirst().model(),
              100 * gain.value(),
              100 * gain.low(),
              100 * gain.high()));
    }
    return lines;
  }

  private void write(List<RetrievalMeasurement> results, JsonGenerator json) throws IOException {
    RetrievalMeasurement first = results.getFirst();
    json.writeStringField("model", first.model());
    first.writeRecall(options.seed(), json);
    json.writeNumberField("images", first.images());
    json.writeNumberField("captions", first.captions());
    first.writeCost(json);
    if (results.size() == 1) {
      return;
    }
    json.writeArrayFieldStart("models");
    for (RetrievalMeasurement it : results) {
      json.writeStartObject();
      json.writeStringField("model", it.model());
      it.writeRecall(options.seed(), json);
      it.writeCost(json);
      EvalOptions.write(
          "r1Gain", it.ranks().gainOver(first.ranks(), RankedRecall::r1, options.seed()), json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
