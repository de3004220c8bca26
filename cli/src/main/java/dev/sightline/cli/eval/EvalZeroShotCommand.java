package dev.sightline.cli.eval;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.evaluation.labelled.LabelledSet;
import dev.sightline.evaluation.plot.BarPlot;
import dev.sightline.evaluation.probe.ZeroShotEvaluation;
import dev.sightline.searcher.zeroshot.PromptTemplates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `sightline eval zeroshot --images DIR|labels.tsv [--templates …]`
@Command(
    name = "zeroshot",
    mixinStandardHelpOptions = true,
    description = "Measure zero-shot classification: classes by their names alone.")
public final class EvalZeroShotCommand implements Callable<Integer> {
  private static final int CONFUSIONS = 10;

  private final Directories directories;
  private final Console console;

  @Option(
      names = "--images",
      required = true,
      paramLabel = "DIR|TSV",
      description = "One folder of pictures a class, or lines of file, tab, label.")
  private Path images = Path.of("");

  @Mixin private ZeroShotOptions zeroShot = new ZeroShotOptions();
  @Mixin private EvalOptions options = new EvalOptions();
  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  public EvalZeroShotCommand(Directories directories, Console console) {
    this.directories = directories;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    options.check(common);
    PromptTemplates templates = zeroShot.templates();
    try (var model = common.openModel(directories);
        var input = new LabelledInput(model, directories, console, common.quiet())) {
      LabelledSet set = input.read(images);
      var result =
          ZeroShotEvaluation.measure(
              set,
              input.zeroShot(set.classes(), templates),
              input.zeroShot(set.classes(), PromptTemplates.NONE),
              options.seed());
      options.print(report(model.name(), templates.name(), set, result), console, common);
      return ExitCode.OK;
    }
  }

  private EvalReport report(
      String model, String templates, LabelledSet set, ZeroShotEvaluation.Result result) {
    var table = new EvalTable("class", "accuracy", "images");
    result
        .perClass()
        .forEach(it -> table.row(it.name(), new EvalTable.Share(it.accuracy()), it.images()));
    var bars =
        result.perClass().stream()
            .map(it -> new BarPlot.Group(it.name(), List.of(it.accuracy())))
            .toList();
    return new EvalReport(
        heading(model, templates, set, result),
        table,
        closing(result),
        json -> write(model, templates, set, result, json),
        new BarPlot(
                "%s, zero-shot, %s, top 1 %.1f %%"
                    .formatted(model, templates, 100 * result.top1().value()),
                List.of("accuracy"),
                bars)
            ::svg);
  }

  private static List<String> heading(
      String model, String templates, LabelledSet set, ZeroShotEvaluation.Result result) {
    return List.of(
        String.format(
            Locale.ROOT,
            "%s, %,d pictures of %,d classes, templates %s",
            model,
            set.images().size(),
            set.classes().size(),
            templates),
        "top 1       " + EvalOptions.shown(result.top1()),
        "top 5       " + EvalOptions.shown(result.top5()),
        "bare names  " + EvalOptions.shown(result.bareNames()),
        String.format(Locale.ROOT, "templates gain %.1f points", 100 * result.gain()),
        "");
  }

  private static List<String> closing(ZeroShotEvaluation.Result result) {
    var lines = new ArrayList<String>();
    lines.add("");
    for (var pair : worst(result)) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%d of %s taken for %s (%.0f %%)",
              pair.images(),
              pair.of(),
              pair.takenFor(),
              100 * pair.share()));
    }
    return lines;
  }

  private static List<ZeroShotEvaluation.Confusion> worst(ZeroShotEvaluation.Result result) {
    return result.confusions().subList(0, Math.min(CONFUSIONS, result.confusions().size()));
  }

  private static void write(
      String model,
      String templates,
      LabelledSet set,
      ZeroShotEvaluation.Result result,
      JsonGenerator json)
      throws IOException {
    json.writeStringField("model", model);
    json.writeStringField("templates", templates);
    EvalOptions.write("top1", result.top1(), json);
    EvalOptions.write("top5", result.top5(), json);
    EvalOptions.write("bareNames", result.bareNames(), json);
    json.writeNumberField("templatesGain", result.gain());
    json.writeArrayFieldStart("perClass");
    for (var it : result.perClass()) {
      json.writeStartObject();
      json.writeStringField("class", it.name());
      json.writeNumberField("accuracy", it.accuracy());
      json.writeNumberField("images", it.images());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("confusions");
    for (var pair : worst(result)) {
      json.writeStartObject();
      json.writeStringField("class", pair.of());
      json.writeStringField("takenFor", pair.takenFor());
      json.writeNumberField("images", pair.images());
      json.writeNumberField("share", pair.share());
      json.writeEndObject();
    }
    json.writeEndArray();
    LabelledInput.write(set, json);
  }
}
