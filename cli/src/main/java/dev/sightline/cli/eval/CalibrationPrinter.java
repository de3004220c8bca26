package dev.sightline.cli.eval;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Json;
import dev.sightline.evaluation.calibration.CalibrationResult;
import dev.sightline.evaluation.metrics.Estimate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/// Prints the quality of a calibration, as a table or as JSON.
final class CalibrationPrinter {
  private final Console console;
  private final boolean json;

  CalibrationPrinter(Console console, boolean json) {
    this.console = console;
    this.json = json;
  }

  /// @param file the file that was written
  void print(String model, Path file, CalibrationResult result) {
    if (json) {
      console.out().println(Json.text(it -> write(model, file, result, it)));
      return;
    }
    line(
        String.format(
            Locale.ROOT,
            "%s, on halves that were not fitted to, %d splits",
            model,
            result.splits()));
    line(String.format(Locale.ROOT, "%nIs it in the library at all? AUROC"));
    result.openSet().forEach(this::row);
    row("fitted - best cosine", result.gain());
    line(
        String.format(
            Locale.ROOT,
            "  below the best cosine on %d of %d splits",
            result.splitsBelow(),
            result.splits()));
    line(
        String.format(
            Locale.ROOT, "  calibration error of that probability  %.3f", result.presenceError()));
    line(String.format(Locale.ROOT, "%nIs this hit a match? AUROC over all hits of captions"));
    row("cosine", result.hitsCosine());
    row("confidence", result.hits());
    line(String.format(Locale.ROOT, "%nCalibration error of the first 20 hits"));
    row("classes and captions", result.error());
    line(
        String.format(
            Locale.ROOT,
            "  classes %.3f, captions %.3f",
            result.errorOfClasses(),
            result.errorOfCaptions()));
    line(String.format(Locale.ROOT, "%nAt the cut, %.3f", result.curves().cut()));
    row("class names that lose everything", result.lost());
    row("captions that lose everything", result.lostCaptions());
    row("absent class names refused", result.refused());
    line(String.format(Locale.ROOT, "%nWritten: %s", file));
  }

  /// The measures with their intervals.
  static EvalTable table(CalibrationResult result) {
    var table = new EvalTable("measure", "value", "from", "to");
    result.openSet().forEach((name, area) -> row(table, "AUROC, " + name, area));
    row(table, "AUROC, fitted - best cosine", result.gain());
    row(table, "AUROC of hits, cosine", result.hitsCosine());
    row(table, "AUROC of hits, confidence", result.hits());
    row(table, "calibration error", result.error());
    row(table, "class names that lose everything", result.lost());
    row(table, "captions that lose everything", result.lostCaptions());
    row(table, "absent class names refused", result.refused());
    return table;
  }

  private static void row(EvalTable table, String name, Estimate estimate) {
    table.row(name, estimate.value(), estimate.low(), estimate.high());
  }

  private void row(String name, Estimate estimate) {
    line(
        String.format(
            Locale.ROOT,
            "  %-34s %.3f  (%.3f to %.3f)",
            name,
            estimate.value(),
            estimate.low(),
            estimate.high()));
  }

  private void line(String text) {
    console.out().println(text);
  }

  private static void write(String model, Path file, CalibrationResult result, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("model", model);
    json.writeStringField("written", file.toString());
    json.writeNumberField("splits", result.splits());
    for (var area : result.openSet().entrySet()) {
      switch (area.getKey()) {
        case CalibrationResult.COSINE -> EvalOptions.write("aurocCosine", area.getValue(), json);
        case CalibrationResult.FITTED -> EvalOptions.write("auroc", area.getValue(), json);
        default -> {} // below, with all
      }
    }
    EvalOptions.write("gain", result.gain(), json);
    json.writeNumberField("splitsBelow", result.splitsBelow());
    EvalOptions.write("ece", result.error(), json);
    json.writeNumberField("eceClasses", result.errorOfClasses());
    json.writeNumberField("eceCaptions", result.errorOfCaptions());
    json.writeNumberField("ecePresence", result.presenceError());
    EvalOptions.write("hitsAurocCosine", result.hitsCosine(), json);
    EvalOptions.write("hitsAuroc", result.hits(), json);
    json.writeNumberField("cut", result.curves().cut());
    EvalOptions.write("lost", result.lost(), json);
    EvalOptions.write("lostCaptions", result.lostCaptions(), json);
    EvalOptions.write("refused", result.refused(), json);
    json.writeArrayFieldStart("openSet");
    for (var area : result.openSet().entrySet()) {
      json.writeStartObject();
      json.writeStringField("score", area.getKey());
      EvalOptions.write("auroc", area.getValue(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
