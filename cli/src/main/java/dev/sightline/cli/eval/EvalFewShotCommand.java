package dev.sightline.cli.eval;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.cli.common.UsageException;
import dev.sightline.evaluation.labelled.LabelledSet;
import dev.sightline.evaluation.plot.LinePlot;
import dev.sightline.evaluation.probe.Features;
import dev.sightline.evaluation.probe.FewShotEvaluation;
import dev.sightline.searcher.zeroshot.PromptTemplates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `sightline eval few-shot --images DIR|labels.tsv --shots 1,2,4,8,16 [--seeds 5]`
@Command(
    name = "few-shot",
    mixinStandardHelpOptions = true,
    description =
        "How many labelled pictures a class a linear probe needs to do as zero-shot does.")
public final class EvalFewShotCommand implements Callable<Integer> {
  private static final List<Integer> USUAL = List.of(1, 2, 4, 8, 16);

  private final Directories directories;
  private final Console console;

  @Option(
      names = "--images",
      required = true,
      paramLabel = "DIR|TSV",
      description = "One folder of pictures a class, or lines of file, tab, label.")
  private Path images = Path.of("");

  @Option(
      names = "--shots",
      split = ",",
      paramLabel = "N",
      description =
          "Labelled pictures a class, with commas; default: those of 1,2,4,8,16 that every class"
              + " has enough pictures for.")
  private List<Integer> shots = List.of();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Number of random repetitions; default: ${DEFAULT-VALUE}.")
  private int seeds;

  @Mixin private ZeroShotOptions.OfFeatures features = new ZeroShotOptions.OfFeatures();
  @Mixin private ZeroShotOptions zeroShot = new ZeroShotOptions();
  @Mixin private EvalOptions options = new EvalOptions();
  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  public EvalFewShotCommand(Directories directories, Console console) {
    this.directories = directories;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    options.check(common);
    if (seeds < 1) {
      throw new UsageException("--seeds must be at least 1, got %d.".formatted(seeds));
    }
    for (int some : shots) {
      if (some < 1) {
        throw new UsageException("--shots must be at least 1, got %d.".formatted(some));
      }
    }
    Features learned = features.features();
    PromptTemplates templates = zeroShot.templates();
    try (var model = common.openModel(directories);
        var input = new LabelledInput(model, directories, console, common.quiet())) {
      LabelledSet set = input.read(images);
      var result =
          FewShotEvaluation.measure(
              set,
              input.zeroShot(set.classes(), templates),
              learned,
              shots(set),
              seeds,
              options.seed());
      options.print(report(model.name(), set, result), console, common);
      return ExitCode.OK;
    }
  }

  private List<Integer> shots(LabelledSet set) {
    if (!shots.isEmpty()) {
      return List.copyOf(new TreeSet<>(shots));
    }
    int most = FewShotEvaluation.mostShots(set);
    return USUAL.stream().filter(it -> it <= Math.max(1, most)).toList();
  }

  private static EvalReport report(String model, LabelledSet set, FewShotEvaluation.Result result) {
    var table = new EvalTable("shots", "mean", "std");
    result
        .rows()
        .forEach(
            it ->
                table.row(
                    it.shots(), new EvalTable.Share(it.mean()), new EvalTable.Share(it.std())));
    var plot =
        new LinePlot(
            model + ", few-shot linear probe",
            "labelled pictures a class",
            "accuracy, %",
            result.rows().stream().map(it -> Integer.toString(it.shots())).toList(),
            List.of(
                new LinePlot.Curve(
                    "linear probe",
                    result.rows().stream().map(FewShotEvaluation.Row::mean).toList(),
                    result.rows().stream().map(FewShotEvaluation.Row::std).toList())),
            List.of(new LinePlot.Level("zero-shot", result.zeroShot())));
    return new EvalReport(
        List.of(
            String.format(
                Locale.ROOT,
                "%s, %,d classes, measured on %,d pictures, %d seeds",
                model,
                set.classes().size(),
                result.test(),
                result.seeds())),
        table,
        List.of(
            String.format(
                Locale.ROOT,
                "zero-shot %.1f %%, std %.1f",
                100 * result.zeroShot(),
                100 * result.zeroShotStd()),
            crossing(result)),
        json -> write(model, set, result, json),
        plot::svg);
  }

  private static String crossing(FewShotEvaluation.Result result) {
    return result.crossesAt().isPresent()
        ? String.format(
            Locale.ROOT,
            "The probe reaches zero-shot at %.1f labelled pictures a class.",
            result.crossesAt().getAsDouble())
        : "The probe stays below zero-shot at up to %d labelled pictures a class."
            .formatted(result.rows().getLast().shots());
  }

  private static void write(
      String model, LabelledSet set, FewShotEvaluation.Result result, JsonGenerator json)
      throws IOException {
    json.writeStringField("model", model);
    json.writeArrayFieldStart("rows");
    for (var row : result.rows()) {
      json.writeStartObject();
      json.writeNumberField("shots", row.shots());
      json.writeNumberField("mean", row.mean());
      json.writeNumberField("std", row.std());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("zeroShot", result.zeroShot());
    json.writeNumberField("zeroShotStd", result.zeroShotStd());
    if (result.crossesAt().isPresent()) {
      json.writeNumberField("crossesAt", result.crossesAt().getAsDouble());
    } else {
      json.writeNullField("crossesAt");
    }
    json.writeNumberField("seeds", result.seeds());
    json.writeNumberField("test", result.test());
    LabelledInput.write(set, json);
  }
}
