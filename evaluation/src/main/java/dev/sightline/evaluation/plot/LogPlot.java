package dev.sightline.evaluation.plot;

import dev.sightline.evaluation.plot.SvgCanvas.Anchor;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/// Small diagrams side by side, curves on logarithmic scales: something in proportion to the size
/// is a straight line that rises by as much as it goes to the right.
///
/// @param panels from left to right
public record LogPlot(List<Panel> panels) {
  private static final int WIDTH = 300;
  private static final int HEIGHT = 240;
  private static final int LEFT = 64;
  private static final int TOP = 44;
  private static final int BOTTOM = 52;
  private static final int LEGEND_LINE = 16;
  private static final double ROUNDING = 1e-9;

  /// One diagram.
  ///
  /// @param title above it
  /// @param along what lies along the bottom
  /// @param curves at least one
  public record Panel(String title, String along, List<Curve> curves) {
    /// Copies the list.
    public Panel {
      curves = List.copyOf(curves);
    }
  }

  /// One curve through its points, in their order.
  ///
  /// @param name in the legend
  public record Curve(String name, List<Point> points) {
    /// Copies the list.
    public Curve {
      points = List.copyOf(points);
    }
  }

  /// A point of a curve.
  ///
  /// @param x above 0
  /// @param y above 0
  public record Point(double x, double y) {
    /// Checks both.
    public Point {
      if (!(x > 0 && y > 0)) {
        throw new IllegalArgumentException(
            "(%s, %s) has no place on logarithmic scales".formatted(x, y));
      }
    }
  }

  /// Copies the list.
  public LogPlot {
    panels = List.copyOf(panels);
  }

  /// A scale from 1, 2 or 5 times a power of ten to another.
  private record Scale(double from, double to) {
    private static final double[] PLACES = {0, Math.log10(2), Math.log10(5), 1};

    static Scale around(DoubleStream values) {
      DoubleSummaryStatistics all = values.summaryStatistics();
      double from = below(Math.log10(all.getMin()));
      double to = above(Math.log10(all.getMax()));
      return new Scale(from, to > from ? to : from + 1);
    }

    private static double below(double log) {
      double decade = Math.floor(log);
      return decade
          + DoubleStream.of(PLACES).filter(it -> decade + it <= log + ROUNDING).max().orElse(0);
    }

    private static double above(double log) {
      double decade = Math.floor(log);
      return decade
          + DoubleStream.of(PLACES).filter(it -> decade + it >= log - ROUNDING).min().orElse(1);
    }

    double at(double value) {
      return (Math.log10(value) - from) / (to - from);
    }
  }

  /// The whole document.
  public String svg() {
    int lines = panels.stream().mapToInt(it -> it.curves().size()).max().orElse(0);
    int each = LEFT + WIDTH + 16;
    var canvas =
        new SvgCanvas(each * panels.size(), TOP + HEIGHT + BOTTOM + lines * LEGEND_LINE + 8);
    for (int i = 0; i < panels.size(); i++) {
      draw(canvas, panels.get(i), i * each + LEFT);
    }
    return canvas.document();
  }

  private static void draw(SvgCanvas canvas, Panel panel, double left) {
    List<Point> all = panel.curves().stream().flatMap(it -> it.points().stream()).toList();
    var along = Scale.around(all.stream().mapToDouble(Point::x));
    var up = Scale.around(all.stream().mapToDouble(Point::y));
    canvas.title(left, 26, panel.title());
    for (double tick : ticks(up)) {
      double y = TOP + HEIGHT * (1 - up.at(tick));
      canvas.line(left, y, left + WIDTH, y, "#ddd");
      canvas.text(left - 6, y, Anchor.END, label(tick));
    }
    for (double tick : ticks(along)) {
      double x = left + WIDTH * along.at(tick);
      canvas.line(x, TOP, x, TOP + HEIGHT, "#eee");
      canvas.text(x, TOP + HEIGHT + 14, Anchor.MIDDLE, label(tick));
    }
    canvas.text(left + WIDTH / 2.0, TOP + HEIGHT + 34, Anchor.MIDDLE, panel.along());
    for (int c = 0; c < panel.curves().size(); c++) {
      Curve curve = panel.curves().get(c);
      String colour = LinePlot.colour(c);
      for (int i = 0; i < curve.points().size(); i++) {
        double x = left + WIDTH * along.at(curve.points().get(i).x());
        double y = TOP + HEIGHT * (1 - up.at(curve.points().get(i).y()));
        if (i > 0) {
          Point before = curve.points().get(i - 1);
          canvas.line(
              left + WIDTH * along.at(before.x()),
              TOP + HEIGHT * (1 - up.at(before.y())),
              x,
              y,
              colour);
        }
        canvas.dot(x, y, 3.5, colour);
      }
      double y = TOP + HEIGHT + BOTTOM + LEGEND_LINE * c;
      canvas.dot(left + 4, y, 4, colour);
      canvas.text(left + 14, y, Anchor.START, curve.name());
    }
  }

  /// Powers of ten, or 1, 2 and 5 times those where there are few.
  private static List<Double> ticks(Scale scale) {
    var factors = scale.to() - scale.from() > 2.5 ? List.of(1.0) : List.of(1.0, 2.0, 5.0);
    var ticks = new ArrayList<Double>();
    for (double decade = Math.floor(scale.from()); decade <= scale.to(); decade++) {
      for (double factor : factors) {
        double tick = factor * Math.pow(10, decade);
        double at = scale.at(tick);
        if (at > -ROUNDING && at < 1 + ROUNDING) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }

  private static String label(double value) {
    if (value >= 1_000_000) {
      return String.format(Locale.ROOT, "%.0f M", value / 1_000_000);
    }
    if (value >= 1_000) {
      return String.format(Locale.ROOT, "%.0f k", value / 1_000);
    }
    return value >= 1
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.valueOf((float) (Math.round(value * 1000) / 1000.0));
  }
}
