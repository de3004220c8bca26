package dev.sightline.cli.eval;

import dev.sightline.cli.common.Json;
import java.util.List;
import java.util.function.Supplier;

/// The output of an evaluation in each format.
///
/// @param heading lines above the table
/// @param table the rows, also as CSV
/// @param closing lines below the table
/// @param fields writes the fields of the JSON object
/// @param plot makes the SVG
record EvalReport(
    List<String> heading,
    EvalTable table,
    List<String> closing,
    Json.Body fields,
    Supplier<String> plot) {
  /// Copies the lists.
  EvalReport {
    heading = List.copyOf(heading);
    closing = List.copyOf(closing);
  }
}
