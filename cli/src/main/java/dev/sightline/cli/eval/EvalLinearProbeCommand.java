package dev.sightline.cli.eval;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.evaluation.labelled.LabelledSet;
import dev.sightline.evaluation.plot.LinePlot;
import dev.sightline.evaluation.probe.Features;
import dev.sightline.evaluation.probe.LinearProbeEvaluation;
import dev.sightline.searcher.zeroshot.PromptTemplates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `sightline eval linear-probe --images DIR|labels.tsv [--train-share 0.8]`
@Command(
    name = "linear-probe",
    mixinStandardHelpOptions = true,
    description =
        "Measure a linear classifier on the output of the image encoder, beside zero-shot.")
public final class EvalLinearProbeCommand implements Callable<Integer> {
  private final Directories directories;
  private final Console console;

  @Option(
      names = "--images",
      required = true,
      paramLabel = "DIR|TSV",
      description = "One folder of pictures a class, or lines of file, tab, label.")
  private Path images = Path.of("");

  @Mixin private TrainShare trainShare = new TrainShare();
  @Mixin private ZeroShotOptions.OfFeatures features = new ZeroShotOptions.OfFeatures();
  @Mixin private ZeroShotOptions zeroShot = new ZeroShotOptions();
  @Mixin private EvalOptions options = new EvalOptions();
  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  public EvalLinearProbeCommand(Directories directories, Console console) {
    this.directories = directories;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    options.check(common);
    double share = trainShare.share();
    Features learned = features.features();
    PromptTemplates templates = zeroShot.templates();
    try (var model = common.openModel(directories);
        var input = new LabelledInput(model, directories, console, common.quiet())) {
      LabelledSet set = input.read(images);
      var result =
          LinearProbeEvaluation.measure(
              set, input.zeroShot(set.classes(), templates), learned, share, options.seed());
      options.print(report(model.name(), set, result), console, common);
      return ExitCode.OK;
    }
  }

  private EvalReport report(String model, LabelledSet set, LinearProbeEvaluation.Result result) {
    var table = new EvalTable("C", "validation accuracy");
    result.sweep().forEach(it -> table.row(it.c(), new EvalTable.Share(it.accuracy())));
    var plot =
        new LinePlot(
            model + ", linear probe",
            "C",
            "accuracy, %",
            result.sweep().stream().map(it -> String.format(Locale.ROOT, "%.0e", it.c())).toList(),
            List.of(
                new LinePlot.Curve(
                    "validation",
                    result.sweep().stream().map(LinearProbeEvaluation.Point::accuracy).toList(),
                    List.of())),
            List.of(
                new LinePlot.Level("probe, held out", result.accuracy().value()),
                new LinePlot.Level("zero-shot", result.zeroShot().value())));
    return new EvalReport(
        List.of(
            String.format(
                Locale.ROOT,
                "%s, %,d classes, learned from %,d pictures, measured on %,d",
                model,
                set.classes().size(),
                result.train(),
                result.test()),
            "linear probe  " + EvalOptions.shown(result.accuracy()),
            "zero-shot     " + EvalOptions.shown(result.zeroShot()),
            String.format(Locale.ROOT, "best C        %.4g", result.bestC()),
            ""),
        table,
        List.of(),
        json -> write(model, set, result, json),
        plot::svg);
  }

  private static void write(
      String model, LabelledSet set, LinearProbeEvaluation.Result result, JsonGenerator json)
      throws IOException {
    json.writeStringField("model", model);
    EvalOptions.write("accuracy", result.accuracy(), json);
    EvalOptions.write("zeroShot", result.zeroShot(), json);
    json.writeNumberField("bestC", result.bestC());
    json.writeNumberField("train", result.train());
    json.writeNumberField("test", result.test());
    json.writeArrayFieldStart("sweep");
    for (var it : result.sweep()) {
      json.writeStartObject();
      json.writeNumberField("c", it.c());
      json.writeNumberField("accuracy", it.accuracy());
      json.writeEndObject();
    }
    json.writeEndArray();
    LabelledInput.write(set, json);
  }
}
