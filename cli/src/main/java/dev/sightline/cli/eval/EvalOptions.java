package dev.sightline.cli.eval;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.UsageException;
import dev.sightline.evaluation.metrics.Estimate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options of every evaluation: the format of the report and the random seed.
public final class EvalOptions {
  @Option(names = "--csv", description = "Print the table as CSV.")
  private boolean csv;

  @Option(names = "--plot", paramLabel = "FILE.svg", description = "Also draw the result.")
  private @Nullable Path plot;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Random seed; the same seed gives the same result; default: ${DEFAULT-VALUE}.")
  private long seed;

  long seed() {
    return seed;
  }

  /// Refuses what could not be printed or written, before anything is measured.
  ///
  /// @throws UsageException if two formats are asked for, or the folder of the plot does not exist
  void check(CommonOptions common) {
    if (csv && common.json()) {
      throw new UsageException("Print --json or --csv, not both.");
    }
    if (plot == null) {
      return;
    }
    Path folder = plot.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(plot)) {
      throw new UsageException(
          "%s cannot be written: name a file in a folder that is there."
              .formatted(Console.visible(plot)));
    }
  }

  /// Prints a report, and draws its plot if one was asked for.
  void print(EvalReport report, Console console, CommonOptions common) throws IOException {
    if (common.json()) {
      console.printObject(report.fields());
    } else if (csv) {
      report.table().csv().forEach(console.out()::println);
    } else {
      report.heading().forEach(console.out()::println);
      report.table().lines().forEach(console.out()::println);
      report.closing().forEach(console.out()::println);
    }
    draw(report.plot());
  }

  /// Whether the table is printed as CSV.
  boolean csv() {
    return csv;
  }

  /// Writes a plot, if one was asked for.
  void draw(Supplier<String> svg) throws IOException {
    if (plot != null) {
      Files.writeString(plot, svg.get());
    }
  }

  /// A share with its interval, for people.
  static String shown(Estimate estimate) {
    return String.format(
        Locale.ROOT,
        "%.1f %% (%.1f to %.1f)",
        100 * estimate.value(),
        100 * estimate.low(),
        100 * estimate.high());
  }

  /// A number with its 95 % bootstrap interval.
  public static void write(String name, Estimate estimate, JsonGenerator json) throws IOException {
    json.writeNumberField(name, estimate.value());
    json.writeArrayFieldStart(name + "Interval");
    json.writeNumber(estimate.low());
    json.writeNumber(estimate.high());
    json.writeEndArray();
  }
}
