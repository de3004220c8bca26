package dev.sightline.models;

import dev.sightline.images.pixels.Pixels;
import java.util.List;
import java.util.Random;

/// Eight different images that are computed by formulas, for comparing two variants of an encoder.
/// They are identical on every machine.
final class SyntheticImages {
  private static final int SIDE = 256;

  private SyntheticImages() {}

  /// The colour of one pixel, 0xRRGGBB.
  @FunctionalInterface
  private interface Painter {
    int colour(int x, int y);
  }

  static List<Pixels> all() {
    var random = new Random(7);
    return List.of(
        paint((x, y) -> rgb(x, y, 255 - x)),
        paint((x, y) -> (x / 32 + y / 32) % 2 == 0 ? 0xffffff : 0x101010),
        paint((x, y) -> disc(x, y, 128, 128, 80) ? 0xd02020 : 0xf0f0e8),
        paint((x, y) -> y < 150 ? rgb(120, 170 + y / 4, 250) : rgb(40, 150 - y / 4, 30)),
        paint((_, _) -> random.nextInt(0x1000000)),
        paint((x, y) -> rgb(8 + x / 32, 8, 16 + y / 16)),
        paint((x, y) -> y % 24 < 6 && (x / 7 * 31 + y / 24 * 17) % 5 > 0 ? 0x202020 : 0xfbfaf5),
        paint(
            (x, y) ->
                disc(x, y, 80, 90, 40) || disc(x, y, 180, 90, 40)
                    ? 0x2040c0
                    : (y > 190 ? 0xc0a060 : 0xe8d8f0)));
  }

  private static Pixels paint(Painter painter) {
    var bytes = new byte[SIDE * SIDE * Pixels.CHANNELS];
    int at = 0;
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int colour = painter.colour(x, y);
        bytes[at++] = (byte) (colour >> 16);
        bytes[at++] = (byte) (colour >> 8);
        bytes[at++] = (byte) colour;
      }
    }
    return new Pixels(SIDE, SIDE, bytes);
  }

  private static boolean disc(int x, int y, int centreX, int centreY, int radius) {
    int right = x - centreX;
    int down = y - centreY;
    return right * right + down * down < radius * radius;
  }

  private static int rgb(int red, int green, int blue) {
    return (red & 0xff) << 16 | (green & 0xff) << 8 | (blue & 0xff);
  }
}
