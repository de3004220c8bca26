package dev.sightline.evaluation.calibration;

import dev.sightline.evaluation.metrics.Reliability;
import dev.sightline.evaluation.plot.SvgCanvas;
import dev.sightline.evaluation.plot.SvgCanvas.Anchor;
import java.util.Locale;

/// A reliability diagram as SVG: what was said along, what was seen up. Dots on the diagonal mean
/// what they say; their area is how many hits they stand for.
public final class ReliabilityPlot {
  private static final int SIDE = 360;
  private static final int MARGIN = 48;
  private static final int TICKS = 5;
  private static final double LEAST_DOT = 2;
  private static final double LARGEST_DOT = 14;

  private ReliabilityPlot() {}

  /// Draws a diagram.
  ///
  /// @param title above it
  public static String svg(Reliability reliability, String title) {
    int size = SIDE + 2 * MARGIN;
    var canvas = new SvgCanvas(size, size);
    canvas.title(MARGIN, 28, title);
    for (int i = 0; i <= TICKS; i++) {
      double part = (double) i / TICKS;
      String number = String.format(Locale.ROOT, "%.1f", part);
      canvas.line(x(part), y(0), x(part), y(1), "#ddd");
      canvas.line(x(0), y(part), x(1), y(part), "#ddd");
      canvas.text(x(part), y(0) + 12, Anchor.MIDDLE, number);
      canvas.text(x(0) - 6, y(part), Anchor.END, number);
    }
    canvas.line(x(0), y(0), x(1), y(1), "#888");
    double most = reliability.bins().stream().mapToDouble(Reliability.Bin::samples).max().orElse(1);
    for (Reliability.Bin bin : reliability.bins()) {
      double radius = Math.max(LEAST_DOT, LARGEST_DOT * Math.sqrt(bin.samples() / most));
      canvas.dot(x(bin.said()), y(bin.seen()), radius, "#1f6feb");
    }
    canvas.text(size / 2.0, size - 16, Anchor.MIDDLE, "confidence said");
    canvas.upwards(14, size / 2.0, "matches seen");
    return canvas.document();
  }

  private static double x(double part) {
    return MARGIN + part * SIDE;
  }

  private static double y(double part) {
    return MARGIN + (1 - part) * SIDE;
  }
}
