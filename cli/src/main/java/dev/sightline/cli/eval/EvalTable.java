package dev.sightline.cli.eval;

import dev.sightline.cli.common.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A table that is printed for people, aligned and rounded, or as CSV with all digits (RFC 4180).
public final class EvalTable {
  private final List<String> columns;
  private final List<List<Object>> rows = new ArrayList<>();

  /// A fraction from 0 to 1, which is printed in percent for people.
  public record Share(double value) {}

  /// @param columns headings, at least one
  public EvalTable(String... columns) {
    this.columns = List.of(columns);
  }

  /// @param cells texts, numbers and [Share]s, one for each column
  public EvalTable row(Object... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          "%d columns, got %d cells".formatted(columns.size(), cells.length));
    }
    rows.add(List.of(cells));
    return this;
  }

  /// Lines for people: the first column is left-aligned, the others are right-aligned.
  public List<String> lines() {
    var shown = new ArrayList<List<String>>();
    shown.add(columns);
    rows.forEach(row -> shown.add(row.stream().map(EvalTable::shown).toList()));
    var widths = new int[columns.size()];
    for (List<String> row : shown) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], row.get(c).length());
      }
    }
    return shown.stream().map(row -> aligned(row, widths)).toList();
  }

  private static String aligned(List<String> row, int[] widths) {
    var line = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      String padding = " ".repeat(widths[c] - row.get(c).length());
      line.append(c == 0 ? "" : "  ").append(c == 0 ? row.get(c) + padding : padding + row.get(c));
    }
    return line.toString().stripTrailing();
  }

  private static String shown(Object cell) {
    return switch (cell) {
      case Share(double value) -> String.format(Locale.ROOT, "%.1f %%", 100 * value);
      case Double value -> String.format(Locale.ROOT, "%.4g", value);
      case Integer value -> String.format(Locale.ROOT, "%,d", value);
      default -> Console.visible(cell);
    };
  }

  /// The table as CSV with a header.
  List<String> csv() {
    var lines = new ArrayList<String>();
    lines.add(String.join(",", columns.stream().map(EvalTable::quoted).toList()));
    for (List<Object> row : rows) {
      lines.add(String.join(",", row.stream().map(EvalTable::exact).toList()));
    }
    return lines;
  }

  private static String exact(Object cell) {
    return cell instanceof Share(double value)
        ? Double.toString(value)
        : quoted(String.valueOf(cell));
  }

  private static String quoted(String text) {
    boolean plain =
        text.chars().noneMatch(it -> it == ',' || it == '"' || it == '\n' || it == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
