package dev.sightline.cli.eval;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sightline.evaluation.labelled.LabelledSet;
import dev.sightline.evaluation.plot.BarPlot;
import dev.sightline.evaluation.plot.LinePlot;
import dev.sightline.evaluation.probe.RobustnessEvaluation.Row;
import dev.sightline.evaluation.robustness.Corruption;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Reports the accuracy on shifted images. Drops are in points from the held-out part of the
/// source. Effective robustness is what zero-shot classification loses less than the probe.
final class RobustnessPrinter {
  private final String model;
  private final LabelledSet source;
  private final String name;

  /// @param name of the source
  RobustnessPrinter(String model, LabelledSet source, String name) {
    this.model = model;
    this.source = source;
    this.name = name;
  }

  /// One corruption of the held-out images.
  record Corrupted(Corruption.Kind kind, int severity, Row row) {}

  /// @param rows the row of the source first
  /// @param sets the shifted sets, in the order of their rows
  EvalReport shifted(List<Row> rows, List<LabelledSet> sets) {
    Row own = rows.getFirst();
    var groups =
        rows.stream()
            .map(
                it ->
                    new BarPlot.Group(
                        it.name(), List.of(it.zeroShot().value(), it.probe().value())))
            .toList();
    var plot = new BarPlot(model + ", source " + name, List.of("zero-shot", "probe"), groups);
    return new EvalReport(
        heading(own),
        table(own, rows),
        List.of(average(own, rows.subList(1, rows.size()))),
        json -> {
          start(json);
          json.writeArrayFieldStart("rows");
          for (int i = 0; i < rows.size(); i++) {
            json.writeStartObject();
            write(own, rows.get(i), json);
            if (i > 0) {
              LabelledInput.writeLeftOut(sets.get(i - 1), json);
            }
            json.writeEndObject();
          }
          json.writeEndArray();
          end(own, rows.subList(1, rows.size()), json);
        },
        plot::svg);
  }

  EvalReport corrupted(Row own, List<Corrupted> corrupted) {
    List<Row> rows = Stream.concat(Stream.of(own), corrupted.stream().map(Corrupted::row)).toList();
    var plot =
        new LinePlot(
            model + ", mean over corruptions of " + name,
            "severity; 0 is as it is",
            "accuracy, %",
            IntStream.rangeClosed(0, Corruption.SEVERITIES).mapToObj(Integer::toString).toList(),
            List.of(
                new LinePlot.Curve(
                    "zero-shot",
                    bySeverity(own, corrupted, it -> it.zeroShot().value()),
                    List.of()),
                new LinePlot.Curve(
                    "probe", bySeverity(own, corrupted, it -> it.probe().value()), List.of())),
            List.of());
    return new EvalReport(
        heading(own),
        table(own, rows),
        List.of(average(own, rows.subList(1, rows.size()))),
        json -> {
          start(json);
          json.writeArrayFieldStart("rows");
          json.writeStartObject();
          write(own, own, json);
          json.writeEndObject();
          for (Corrupted it : corrupted) {
            json.writeStartObject();
            write(own, it.row(), json);
            json.writeStringField("corruption", it.kind().label());
            json.writeNumberField("severity", it.severity());
            json.writeEndObject();
          }
          json.writeEndArray();
          end(own, rows.subList(1, rows.size()), json);
        },
        plot::svg);
  }

  private static List<Double> bySeverity(
      Row own, List<Corrupted> corrupted, ToDoubleFunction<Row> value) {
    var means = new ArrayList<Double>();
    means.add(value.applyAsDouble(own));
    for (int severity = 1; severity <= Corruption.SEVERITIES; severity++) {
      int wanted = severity;
      means.add(
          corrupted.stream()
              .filter(it -> it.severity() == wanted)
              .mapToDouble(it -> value.applyAsDouble(it.row()))
              .average()
              .orElse(0));
    }
    return means;
  }

  private List<String> heading(Row own) {
    return List.of(
        String.format(
            Locale.ROOT,
            "%s, %,d classes, probe learned from %,d pictures of %s",
            model,
            source.classes().size(),
            source.images().size() - own.images(),
            name),
        "");
  }

  private static EvalTable table(Row own, List<Row> rows) {
    var table =
        new EvalTable(
            "pictures",
            "images",
            "zero-shot",
            "probe",
            "zero-shot loses",
            "probe loses",
            "effective robustness");
    for (Row row : rows) {
      table.row(
          row.name(),
          row.images(),
          new EvalTable.Share(row.zeroShot().value()),
          new EvalTable.Share(row.probe().value()),
          new EvalTable.Share(zeroShotDrop(own, row)),
          new EvalTable.Share(probeDrop(own, row)),
          new EvalTable.Share(probeDrop(own, row) - zeroShotDrop(own, row)));
    }
    return table;
  }

  private static double zeroShotDrop(Row own, Row row) {
    return own.zeroShot().value() - row.zeroShot().value();
  }

  private static double probeDrop(Row own, Row row) {
    return own.probe().value() - row.probe().value();
  }

  private static double mean(Row own, List<Row> rows, boolean probe) {
    return rows.stream()
        .mapToDouble(it -> probe ? probeDrop(own, it) : zeroShotDrop(own, it))
        .average()
        .orElse(0);
  }

  private static String average(Row own, List<Row> rows) {
    return String.format(
        Locale.ROOT,
        "%nOn average zero-shot loses %.1f points, the probe %.1f.",
        100 * mean(own, rows, false),
        100 * mean(own, rows, true));
  }

  private void start(JsonGenerator json) throws IOException {
    json.writeStringField("model", model);
    json.writeStringField("source", name);
  }

  private static void write(Row own, Row row, JsonGenerator json) throws IOException {
    json.writeStringField("name", row.name());
    EvalOptions.write("zeroShot", row.zeroShot(), json);
    EvalOptions.write("probe", row.probe(), json);
    json.writeNumberField("zeroShotDrop", zeroShotDrop(own, row));
    json.writeNumberField("probeDrop", probeDrop(own, row));
    json.writeNumberField("effectiveRobustness", probeDrop(own, row) - zeroShotDrop(own, row));
    json.writeNumberField("images", row.images());
  }

  private void end(Row own, List<Row> rows, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("meanDrop");
    json.writeNumberField("zeroShot", mean(own, rows, false));
    json.writeNumberField("probe", mean(own, rows, true));
    json.writeEndObject();
    LabelledInput.write(source, json);
  }
}
