package dev.sightline.evaluation.plot;

import java.util.Locale;

/// An SVG document that grows by shapes. Coordinates are pixels from the top left; text is escaped.
public final class SvgCanvas {
  private static final int BASELINE = 4; // what moves a text's middle onto a line

  private final StringBuilder svg = new StringBuilder();

  /// How a text lies at its point.
  public enum Anchor {
    /// It begins there.
    START,
    /// Its middle is there.
    MIDDLE,
    /// It ends there.
    END
  }

  /// A white page.
  public SvgCanvas(int width, int height) {
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
            + " font-family=\"sans-serif\" font-size=\"12\">",
        width, height);
    add("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>", width, height);
  }

  /// A straight line.
  public void line(double x1, double y1, double x2, double y2, String colour) {
    add("<path d=\"M%.1f %.1f L%.1f %.1f\" stroke=\"%s\"/>", x1, y1, x2, y2, colour);
  }

  /// A dashed straight line.
  public void dashed(double x1, double y1, double x2, double y2, String colour) {
    add(
        "<path d=\"M%.1f %.1f L%.1f %.1f\" stroke=\"%s\" stroke-dasharray=\"6 4\"/>",
        x1, y1, x2, y2, colour);
  }

  /// A bar.
  public void bar(double x, double y, double width, double height, String colour) {
    add(
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>",
        x, y, width, height, colour);
  }

  /// A dot.
  public void dot(double x, double y, double radius, String colour) {
    add(
        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"%s\" fill-opacity=\"0.8\"/>",
        x, y, radius, colour);
  }

  /// A text on a line.
  public void text(double x, double y, Anchor anchor, String text) {
    add(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
        x, y + BASELINE, anchor.name().toLowerCase(Locale.ROOT), escaped(text));
  }

  /// A title.
  public void title(double x, double y, String text) {
    add("<text x=\"%.1f\" y=\"%.1f\" font-size=\"14\">%s</text>", x, y, escaped(text));
  }

  /// A text that runs upwards, its middle at the point.
  public void upwards(double x, double y, String text) {
    add(
        "<text transform=\"translate(%.1f %.1f) rotate(-90)\" text-anchor=\"middle\">%s</text>",
        x, y, escaped(text));
  }

  /// The whole document.
  public String document() {
    return svg + "</svg>\n";
  }

  @SuppressWarnings("AnnotateFormatMethod") // no dependency for one annotation
  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
