package dev.sightline.evaluation.robustness;

import dev.sightline.images.pixels.Pixels;

/// Turns a picture about its middle, values between pixels being mixed from the four around.
final class Rotation {
  private Rotation() {}

  /// @param degrees against the clock
  static Pixels by(Pixels picture, double degrees) {
    int width = picture.width();
    int height = picture.height();
    double cos = Math.cos(Math.toRadians(degrees));
    double sin = Math.sin(Math.toRadians(degrees));
    double middleX = (width - 1) / 2.0;
    double middleY = (height - 1) / 2.0;
    var to = new byte[picture.rgb().length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double fromX = middleX + cos * (x - middleX) - sin * (y - middleY);
        double fromY = middleY + sin * (x - middleX) + cos * (y - middleY);
        mix(picture, fromX, fromY, to, (y * width + x) * Pixels.CHANNELS);
      }
    }
    return new Pixels(width, height, to);
  }

  private static void mix(Pixels picture, double x, double y, byte[] to, int at) {
    double inX = Math.clamp(x, 0, picture.width() - 1.0);
    double inY = Math.clamp(y, 0, picture.height() - 1.0);
    int left = (int) inX;
    int top = (int) inY;
    int right = Math.min(left + 1, picture.width() - 1);
    int bottom = Math.min(top + 1, picture.height() - 1);
    double partX = inX - left;
    double partY = inY - top;
    for (int c = 0; c < Pixels.CHANNELS; c++) {
      double upper =
          (1 - partX) * value(picture, left, top, c) + partX * value(picture, right, top, c);
      double lower =
          (1 - partX) * value(picture, left, bottom, c) + partX * value(picture, right, bottom, c);
      to[at + c] = PointChanges.level((1 - partY) * upper + partY * lower);
    }
  }

  private static int value(Pixels picture, int x, int y, int channel) {
    return picture.rgb()[(y * picture.width() + x) * Pixels.CHANNELS + channel] & 0xff;
  }
}
