package dev.sightline.evaluation.limits;

import dev.sightline.images.pixels.Pixels;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Random;

/// A square sheet that is drawn on. The background is some light grey, by chance.
final class Canvas {
  /// Pixels of a side.
  static final int SIDE = 256;

  private final BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
  private final Graphics2D graphics = image.createGraphics();

  Canvas(Random random) {
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    int grey = 215 + random.nextInt(40);
    graphics.setColor(new Color(grey, grey, grey));
    graphics.fillRect(0, 0, SIDE, SIDE);
  }

  void colour(Color colour) {
    graphics.setColor(colour);
  }

  void circle(int x, int y, int radius) {
    graphics.fillOval(x - radius, y - radius, 2 * radius, 2 * radius);
  }

  void oval(int x, int y, int width, int height) {
    graphics.fillOval(x - width / 2, y - height / 2, width, height);
  }

  void rectangle(int x, int y, int width, int height) {
    graphics.fillRect(x - width / 2, y - height / 2, width, height);
  }

  /// A regular polygon that stands on a side.
  void polygon(int x, int y, int radius, int corners) {
    var polygon = new Polygon();
    for (int i = 0; i < corners; i++) {
      double angle = Math.PI / 2 + Math.PI * (2 * i + 1) / corners;
      polygon.addPoint(
          (int) Math.round(x + radius * Math.cos(angle)),
          (int) Math.round(y + radius * Math.sin(angle)));
    }
    graphics.fillPolygon(polygon);
  }

  void triangle(int x1, int y1, int x2, int y2, int x3, int y3) {
    graphics.fillPolygon(new int[] {x1, x2, x3}, new int[] {y1, y2, y3}, 3);
  }

  /// A word with its middle at a place, as large as fits a width and a height.
  void word(String word, int x, int y, int width, int height) {
    int dot = Math.max(1, Math.min(width / Letters.width(word), height / Letters.ROWS));
    Letters.draw(
        graphics, word, x - Letters.width(word) * dot / 2, y - Letters.ROWS * dot / 2, dot);
  }

  Pixels pixels() {
    graphics.dispose();
    var rgb = new byte[SIDE * SIDE * Pixels.CHANNELS];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int at = (y * SIDE + x) * Pixels.CHANNELS;
        int colour = image.getRGB(x, y);
        rgb[at] = (byte) (colour >> 16);
        rgb[at + 1] = (byte) (colour >> 8);
        rgb[at + 2] = (byte) colour;
      }
    }
    return new Pixels(SIDE, SIDE, rgb);
  }
}
