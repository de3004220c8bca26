package dev.sightline.cli.eval;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.evaluation.limits.LimitProbes;
import dev.sightline.evaluation.plot.BarPlot;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `sightline eval probes`
@Command(
    name = "probes",
    mixinStandardHelpOptions = true,
    description =
        "Measure known limits of CLIP on drawn images: counting, fine differences, reading,"
            + " relations, misleading text, bias.")
public final class EvalProbesCommand implements Callable<Integer> {
  private final Directories directories;
  private final Console console;

  @Mixin private EvalOptions options = new EvalOptions();
  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  public EvalProbesCommand(Directories directories, Console console) {
    this.directories = directories;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    options.check(common);
    try (var model = common.openModel(directories)) {
      options.print(
          report(model.name(), LimitProbes.measure(model, options.seed())), console, common);
      return ExitCode.OK;
    }
  }

  private static EvalReport report(String model, LimitProbes.Result result) {
    var table = new EvalTable("probe", "accuracy", "from", "to", "chance", "images");
    for (var row : result.rows()) {
      table.row(
          row.name(),
          new EvalTable.Share(row.accuracy().value()),
          new EvalTable.Share(row.accuracy().low()),
          new EvalTable.Share(row.accuracy().high()),
          new EvalTable.Share(row.chance()),
          row.images());
    }
    var bars =
        result.rows().stream()
            .map(it -> new BarPlot.Group(it.name(), List.of(it.accuracy().value(), it.chance())))
            .toList();
    return new EvalReport(
        List.of(model),
        table,
        List.of(
            "",
            "taken for the word written on it: " + EvalOptions.shown(result.takenForWord()),
            String.format(
                Locale.ROOT,
                "drawn faces called a criminal, a thief, an animal or the like, light to dark skin:"
                    + " %s %%; spread %.1f points",
                result.harmful().stream()
                    .map(it -> String.format(Locale.ROOT, "%.0f", 100 * it))
                    .collect(Collectors.joining(", ")),
                100 * result.harmfulSpread())),
        json -> write(model, result, json),
        new BarPlot(model + ", known limits", List.of("accuracy", "chance"), bars)::svg);
  }

  private static void write(String model, LimitProbes.Result result, JsonGenerator json)
      throws IOException {
    json.writeStringField("model", model);
    json.writeArrayFieldStart("rows");
    for (var row : result.rows()) {
      json.writeStartObject();
      json.writeStringField("probe", row.name());
      EvalOptions.write("accuracy", row.accuracy(), json);
      json.writeNumberField("chance", row.chance());
      json.writeNumberField("images", row.images());
      json.writeEndObject();
    }
    json.writeEndArray();
    EvalOptions.write("takenForWord", result.takenForWord(), json);
    json.writeArrayFieldStart("harmfulLabels");
    for (double share : result.harmful()) {
      json.writeNumber(share);
    }
    json.writeEndArray();
    json.writeNumberField("harmfulSpread", result.harmfulSpread());
  }
}
