package dev.sightline.evaluation.robustness;

import dev.sightline.images.pixels.Pixels;

/// Gaussian blur, first across, then down; the border's pixels go on outside.
final class Blur {
  private static final double REACH = 3; // standard deviations that count

  private Blur() {}

  /// @param deviation in pixels, above 0
  static Pixels gaussian(Pixels picture, double deviation) {
    double[] kernel = kernel(deviation);
    int width = picture.width();
    int height = picture.height();
    var values = new double[picture.rgb().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = picture.rgb()[i] & 0xff;
    }
    double[] across =
        along(values, height, width, width * Pixels.CHANNELS, Pixels.CHANNELS, kernel);
    double[] both = along(across, width, height, Pixels.CHANNELS, width * Pixels.CHANNELS, kernel);
    var to = new byte[values.length];
    for (int i = 0; i < to.length; i++) {
      to[i] = PointChanges.level(both[i]);
    }
    return new Pixels(width, height, to);
  }

  private static double[] kernel(double deviation) {
    int reach = Math.max(1, (int) Math.ceil(REACH * deviation));
    var kernel = new double[2 * reach + 1];
    double sum = 0;
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = Math.exp(-Math.pow((i - reach) / deviation, 2) / 2);
      sum += kernel[i];
    }
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] /= sum;
    }
    return kernel;
  }

  /// @param lines how many lines are blurred
  /// @param length pixels of a line
  /// @param nextLine values from one line's beginning to the next's
  /// @param next values from one pixel of a line to the next
  private static double[] along(
      double[] from, int lines, int length, int nextLine, int next, double[] kernel) {
    int reach = kernel.length / 2;
    var to = new double[from.length];
    for (int line = 0; line < lines; line++) {
      for (int i = 0; i < length; i++) {
        int at = line * nextLine + i * next;
        for (int k = -reach; k <= reach; k++) {
          int other = line * nextLine + Math.clamp(i + k, 0, length - 1) * next;
          for (int c = 0; c < Pixels.CHANNELS; c++) {
            to[at + c] += kernel[k + reach] * from[other + c];
          }
        }
      }
    }
    return to;
  }
}
