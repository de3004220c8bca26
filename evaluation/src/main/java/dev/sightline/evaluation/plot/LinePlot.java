package dev.sightline.evaluation.plot;

import dev.sightline.evaluation.plot.SvgCanvas.Anchor;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Curves over named places along the bottom, which lie at equal distances: shots, severities,
/// candidates. Values are shares, drawn from 0 to 1 in percent.
///
/// @param title above it
/// @param along what the places are
/// @param up what the values are
/// @param places along the bottom, at least one
/// @param curves each with one value a place
/// @param lines values that do not depend on the place, drawn dashed
public record LinePlot(
    String title,
    String along,
    String up,
    List<String> places,
    List<Curve> curves,
    List<Level> lines) {
  static final List<String> COLOURS =
      List.of("#1f6feb", "#d1550a", "#1a7f37", "#8250df", "#bf3989", "#57606a", "#9a6700");

  private static final int WIDTH = 560;
  private static final int HEIGHT = 360;
  private static final int LEFT = 56;
  private static final int TOP = 48;
  private static final int LEGEND = 160;
  private static final int TICKS = 5;

  /// A curve.
  ///
  /// @param name in the legend
  /// @param values one a place, 0 to 1
  /// @param spread how far the value strays to each side; empty or one a place
  public record Curve(String name, List<Double> values, List<Double> spread) {
    /// Copies the lists.
    public Curve {
      values = List.copyOf(values);
      spread = List.copyOf(spread);
    }
  }

  /// A level.
  ///
  /// @param name in the legend
  /// @param value 0 to 1
  public record Level(String name, double value) {}

  /// Copies the lists and checks their lengths.
  public LinePlot {
    places = List.copyOf(places);
    curves = List.copyOf(curves);
    lines = List.copyOf(lines);
    for (Curve curve : curves) {
      if (curve.values().size() != places.size()
          || (!curve.spread().isEmpty() && curve.spread().size() != places.size())) {
        throw new IllegalArgumentException(
            "%d places, but %d values of %s"
                .formatted(places.size(), curve.values().size(), curve.name()));
      }
    }
  }

  /// The whole document.
  public String svg() {
    var canvas = new SvgCanvas(LEFT + WIDTH + LEGEND, TOP + HEIGHT + 56);
    canvas.title(LEFT, 28, title);
    for (int i = 0; i <= TICKS; i++) {
      double part = (double) i / TICKS;
      canvas.line(LEFT, y(part), LEFT + WIDTH, y(part), "#ddd");
      canvas.text(LEFT - 6, y(part), Anchor.END, String.format(Locale.ROOT, "%.0f", 100 * part));
    }
    for (int i = 0; i < places.size(); i++) {
      canvas.text(x(i), TOP + HEIGHT + 16, Anchor.MIDDLE, places.get(i));
    }
    canvas.text(LEFT + WIDTH / 2.0, TOP + HEIGHT + 40, Anchor.MIDDLE, along);
    canvas.upwards(16, TOP + HEIGHT / 2.0, up);
    for (int c = 0; c < curves.size(); c++) {
      draw(canvas, curves.get(c), colour(c));
    }
    for (int i = 0; i < lines.size(); i++) {
      double at = y(lines.get(i).value());
      canvas.dashed(LEFT, at, LEFT + WIDTH, at, colour(curves.size() + i));
    }
    List<String> names =
        Stream.concat(curves.stream().map(Curve::name), lines.stream().map(Level::name)).toList();
    legend(canvas, names, LEFT + WIDTH + 16, TOP);
    return canvas.document();
  }

  private void draw(SvgCanvas canvas, Curve curve, String colour) {
    for (int i = 0; i < places.size(); i++) {
      double value = curve.values().get(i);
      if (i > 0) {
        canvas.line(x(i - 1), y(curve.values().get(i - 1)), x(i), y(value), colour);
      }
      if (!curve.spread().isEmpty()) {
        double spread = curve.spread().get(i);
        canvas.line(x(i), y(value - spread), x(i), y(value + spread), colour);
      }
      canvas.dot(x(i), y(value), 3.5, colour);
    }
  }

  static void legend(SvgCanvas canvas, List<String> names, double x, double y) {
    for (int i = 0; i < names.size(); i++) {
      canvas.dot(x, y + 20 * i, 4, colour(i));
      canvas.text(x + 10, y + 20 * i, Anchor.START, names.get(i));
    }
  }

  static String colour(int index) {
    return COLOURS.get(index % COLOURS.size());
  }

  private double x(int place) {
    return LEFT + WIDTH * (place + 0.5) / places.size();
  }

  private static double y(double value) {
    return TOP + (1 - Math.clamp(value, 0.0, 1.0)) * HEIGHT;
  }
}
