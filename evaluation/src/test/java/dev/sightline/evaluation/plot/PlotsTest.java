package dev.sightline.evaluation.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

class PlotsTest {
  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  @Test
  void a_line_plot_has_a_dot_a_value_and_a_name_a_place() throws Exception {
    var plot =
        new LinePlot(
            "a < b & c",
            "shots",
            "accuracy",
            List.of("1", "2", "4"),
            List.of(new LinePlot.Curve("probe", List.of(0.1, 0.5, 0.9), List.of(0.1, 0.0, 0.2))),
            List.of(new LinePlot.Level("zero-shot", 0.4)));

    Document svg = parsed(plot.svg());

    assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(3 + 2);
    assertThat(plot.svg()).contains("a &lt; b &amp; c", ">4</text>", ">zero-shot</text>");
  }

  @Test
  void bars_are_as_long_as_their_values() throws Exception {
    var plot =
        new BarPlot(
            "sets",
            List.of("zero-shot", "probe"),
            List.of(
                new BarPlot.Group("photo", List.of(1.0, 0.5)),
                new BarPlot.Group("art", List.of(0.25, 0.0))));

    Document svg = parsed(plot.svg());

    var bars = svg.getElementsByTagName("rect");
    assertThat(bars.getLength()).isEqualTo(1 + 4);
    double whole = width(bars.item(1));
    assertThat(width(bars.item(2))).isEqualTo(whole / 2);
    assertThat(width(bars.item(3))).isEqualTo(whole / 4);
    assertThat(width(bars.item(4))).isZero();
  }

  @Test
  void in_proportion_is_a_straight_line_on_logarithmic_scales() throws Exception {
    var plot =
        new LogPlot(
            List.of(
                new LogPlot.Panel(
                    "seconds",
                    "images",
                    List.of(
                        new LogPlot.Curve(
                            "to build",
                            List.of(
                                new LogPlot.Point(1_000, 3),
                                new LogPlot.Point(10_000, 30),
                                new LogPlot.Point(100_000, 300)))))));

    Document svg = parsed(plot.svg());

    var dots = svg.getElementsByTagName("circle");
    assertThat(dots.getLength()).isEqualTo(3 + 1); // and one in the legend
    assertThat(place(dots.item(1), "cx"))
        .isCloseTo((place(dots.item(0), "cx") + place(dots.item(2), "cx")) / 2, within(0.1));
    assertThat(place(dots.item(1), "cy"))
        .isCloseTo((place(dots.item(0), "cy") + place(dots.item(2), "cy")) / 2, within(0.1));
    assertThat(plot.svg()).contains(">100 k</text>", ">10</text>", ">to build</text>");
  }

  @Test
  void what_has_no_place_on_a_logarithmic_scale_is_refused() {
    assertThatThrownBy(() -> new LogPlot.Point(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("logarithmic");
  }

  private static double place(Node dot, String axis) {
    return Double.parseDouble(dot.getAttributes().getNamedItem(axis).getNodeValue());
  }

  private static double width(Node bar) {
    return Double.parseDouble(bar.getAttributes().getNamedItem("width").getNodeValue());
  }

  @Test
  void a_missing_value_is_refused() {
    assertThatThrownBy(
            () ->
                new BarPlot(
                    "sets", List.of("a", "b"), List.of(new BarPlot.Group("x", List.of(1.0)))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 kinds, but 1 values of x");
  }
}
