package dev.sightline.evaluation;

import java.util.Locale;

/// A reliability diagram as SVG: what was said along, what was seen up. Dots on the diagonal mean
/// what they say; their area is how many hits they stand for.
public final class ReliabilityPlot {
  private static final int SIDE = 360;
  private static final int MARGIN = 48;
  private static final double LARGEST_DOT = 14;

  private ReliabilityPlot() {}

  /// Draws a diagram.
  ///
  /// @param title above it
  public static String svg(Reliability reliability, String title) {
    var svg = new StringBuilder();
    int size = SIDE + 2 * MARGIN;
    line(
        svg,
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                + " font-family=\"sans-serif\" font-size=\"12\">",
            size,
            size));
    line(
        svg,
        String.format(
            Locale.ROOT, "<rect width=\"%d\" height=\"%d\" fill=\"white\"/>", size, size));
    line(
        svg,
        String.format(
            Locale.ROOT,
            "<text x=\"%d\" y=\"%d\" font-size=\"14\">%s</text>",
            MARGIN,
            28,
            escaped(title)));
    for (int i = 0; i <= 5; i++) {
      double part = i / 5.0;
      line(
          svg,
          String.format(
              Locale.ROOT,
              "<path d=\"M%.1f %d V%d M%d %.1f H%d\" stroke=\"#ddd\"/>",
              x(part),
              MARGIN,
              MARGIN + SIDE,
              MARGIN,
              y(part),
              MARGIN + SIDE));
      line(
          svg,
          String.format(
              Locale.ROOT,
              "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.1f</text>",
              x(part),
              MARGIN + SIDE + 16,
              part));
      line(
          svg,
          String.format(
              Locale.ROOT,
              "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.1f</text>",
              MARGIN - 6,
              y(part) + 4,
              part));
    }
    line(
        svg,
        String.format(
            Locale.ROOT,
            "<path d=\"M%.1f %.1f L%.1f %.1f\" stroke=\"#888\"/>",
            x(0),
            y(0),
            x(1),
            y(1)));
    double most = reliability.bins().stream().mapToDouble(Reliability.Bin::samples).max().orElse(1);
    for (Reliability.Bin bin : reliability.bins()) {
      line(
          svg,
          String.format(
              Locale.ROOT,
              "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"#1f6feb\" fill-opacity=\"0.8\"/>",
              x(bin.said()),
              y(bin.seen()),
              Math.max(2, LARGEST_DOT * Math.sqrt(bin.samples() / most))));
    }
    line(
        svg,
        String.format(
            Locale.ROOT,
            "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">confidence said</text>",
            size / 2,
            size - 12));
    line(
        svg,
        String.format(
            Locale.ROOT,
            "<text transform=\"translate(14 %d) rotate(-90)\" text-anchor=\"middle\">matches"
                + " seen</text>",
            size / 2));
    return svg.append("</svg>\n").toString();
  }

  private static double x(double part) {
    return MARGIN + part * SIDE;
  }

  private static double y(double part) {
    return MARGIN + (1 - part) * SIDE;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  private static void line(StringBuilder svg, String text) {
    svg.append(text).append('\n');
  }
}
