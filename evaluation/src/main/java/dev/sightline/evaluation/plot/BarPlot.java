package dev.sightline.evaluation.plot;

import dev.sightline.evaluation.plot.SvgCanvas.Anchor;
import java.util.List;
import java.util.Locale;

/// Groups of bars that lie, one group below the other, so that there is room for names. Values are
/// shares, drawn from 0 to 1 in percent.
///
/// @param title above it
/// @param kinds what the bars of a group are, for the legend
/// @param groups each with one value a kind
public record BarPlot(String title, List<String> kinds, List<Group> groups) {
  private static final int WIDTH = 420;
  private static final int NAMES = 200;
  private static final int TOP = 48;
  private static final int LEGEND = 140;
  private static final int BAR = 14;
  private static final int GAP = 10;
  private static final int TICKS = 5;

  /// A group of bars.
  ///
  /// @param name beside it
  /// @param values one a kind, 0 to 1
  public record Group(String name, List<Double> values) {
    /// Copies the list.
    public Group {
      values = List.copyOf(values);
    }
  }

  /// Copies the lists and checks their lengths.
  public BarPlot {
    kinds = List.copyOf(kinds);
    groups = List.copyOf(groups);
    for (Group group : groups) {
      if (group.values().size() != kinds.size()) {
        throw new IllegalArgumentException(
            "%d kinds, but %d values of %s"
                .formatted(kinds.size(), group.values().size(), group.name()));
      }
    }
  }

  /// The whole document.
  public String svg() {
    int step = kinds.size() * BAR + GAP;
    int height = groups.size() * step;
    var canvas = new SvgCanvas(NAMES + WIDTH + LEGEND, TOP + height + 40);
    canvas.title(16, 28, title);
    for (int i = 0; i <= TICKS; i++) {
      double part = (double) i / TICKS;
      double x = NAMES + part * WIDTH;
      canvas.line(x, TOP, x, TOP + height, "#ddd");
      String percent = String.format(Locale.ROOT, "%.0f", 100 * part);
      canvas.text(x, TOP + height + 16, Anchor.MIDDLE, percent);
    }
    for (int g = 0; g < groups.size(); g++) {
      Group group = groups.get(g);
      double top = TOP + g * step + GAP / 2.0;
      canvas.text(NAMES - 8, top + kinds.size() * BAR / 2.0, Anchor.END, group.name());
      for (int k = 0; k < kinds.size(); k++) {
        double value = Math.clamp(group.values().get(k), 0.0, 1.0);
        canvas.bar(NAMES, top + k * BAR, value * WIDTH, BAR - 2, LinePlot.colour(k));
        String percent = String.format(Locale.ROOT, "%.1f", 100 * value);
        canvas.text(NAMES + value * WIDTH + 4, top + k * BAR + BAR / 2.0, Anchor.START, percent);
      }
    }
    if (kinds.size() > 1) {
      LinePlot.legend(canvas, kinds, NAMES + WIDTH + 44, TOP);
    }
    return canvas.document();
  }
}
