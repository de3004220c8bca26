package dev.sightline.cli.eval;

import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.cli.common.UsageException;
import dev.sightline.evaluation.labelled.LabelledSet;
import dev.sightline.evaluation.probe.Features;
import dev.sightline.evaluation.probe.RobustnessEvaluation;
import dev.sightline.evaluation.robustness.Corruption;
import dev.sightline.searcher.zeroshot.PromptTemplates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `sightline eval robustness --source DIR [--shift NAME=DIR…]`
@Command(
    name = "robustness",
    mixinStandardHelpOptions = true,
    description =
        "How much zero-shot and a probe of one kind of pictures lose on other kinds, or on pictures"
            + " made worse.")
public final class EvalRobustnessCommand implements Callable<Integer> {
  private final Directories directories;
  private final Console console;

  @Option(
      names = "--source",
      required = true,
      paramLabel = "DIR|TSV",
      description = "What the probe learns from: one folder of pictures a class, or a labels file.")
  private Path source = Path.of("");

  @Option(
      names = "--shift",
      arity = "1..*",
      paramLabel = "NAME=DIR",
      description =
          "Other pictures of the same classes; several values, or the option several times. Without"
              + " any: noise, blur, JPEG, contrast, resolution and rotation at five severities.")
  private List<String> shifts = List.of();

  @Mixin private TrainShare trainShare = new TrainShare();
  @Mixin private ZeroShotOptions.OfFeatures features = new ZeroShotOptions.OfFeatures();
  @Mixin private ZeroShotOptions zeroShot = new ZeroShotOptions();
  @Mixin private EvalOptions options = new EvalOptions();
  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  public EvalRobustnessCommand(Directories directories, Console console) {
    this.directories = directories;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    options.check(common);
    double share = trainShare.share();
    Features learned = features.features();
    PromptTemplates templates = zeroShot.templates();
    Map<String, Path> shifted = shifted();
    try (var model = common.openModel(directories);
        var input = new LabelledInput(model, directories, console, common.quiet())) {
      LabelledSet set = input.read(source);
      var evaluation =
          new RobustnessEvaluation(
              set, input.zeroShot(set.classes(), templates), learned, share, options.seed());
      RobustnessPrinter printer = new RobustnessPrinter(model.name(), set, sourceName());
      var own = evaluation.ownRow(sourceName());
      EvalReport report =
          shifted.isEmpty()
              ? printer.corrupted(own, corrupted(evaluation, input))
              : shifted(evaluation, input, printer, shifted);
      options.print(report, console, common);
      return ExitCode.OK;
    }
  }

  private String sourceName() {
    Path name = source.toAbsolutePath().normalize().getFileName();
    return name == null ? source.toString() : name.toString();
  }

  private Map<String, Path> shifted() {
    var shifted = new LinkedHashMap<String, Path>();
    for (String shift : shifts) {
      int equals = shift.indexOf('=');
      if (equals < 1 || equals == shift.length() - 1) {
        throw new UsageException(
            "--shift wants a name and a folder, as art=pictures/art; got '%s'.".formatted(shift));
      }
      String name = shift.substring(0, equals);
      if (shifted.put(name, Path.of(shift.substring(equals + 1))) != null) {
        throw new UsageException("The shift '%s' is there twice.".formatted(name));
      }
    }
    return shifted;
  }

  private EvalReport shifted(
      RobustnessEvaluation evaluation,
      LabelledInput input,
      RobustnessPrinter printer,
      Map<String, Path> shifted)
      throws IOException {
    var rows = new ArrayList<RobustnessEvaluation.Row>();
    var sets = new ArrayList<LabelledSet>();
    rows.add(evaluation.ownRow(sourceName()));
    for (var shift : shifted.entrySet()) {
      LabelledSet unseen = evaluation.unseen(shift.getKey(), input.embed(shift.getValue()));
      input.note(unseen);
      sets.add(unseen);
      rows.add(evaluation.row(shift.getKey(), unseen));
    }
    return printer.shifted(rows, sets);
  }

  private List<RobustnessPrinter.Corrupted> corrupted(
      RobustnessEvaluation evaluation, LabelledInput input) {
    var rows = new ArrayList<RobustnessPrinter.Corrupted>();
    for (Corruption.Kind kind : Corruption.Kind.values()) {
      for (int severity = 1; severity <= Corruption.SEVERITIES; severity++) {
        var images = input.embedder().changed(evaluation.heldOut(), new Corruption(kind, severity));
        String name = "%s %d".formatted(kind.label(), severity);
        rows.add(new RobustnessPrinter.Corrupted(kind, severity, evaluation.row(name, images)));
      }
    }
    return rows;
  }
}
