package dev.sightline.evaluation.robustness;

import dev.sightline.images.pixels.Pixels;
import java.util.Random;

/// Changes of each value by itself.
final class PointChanges {
  private static final double MOST = 255;

  private PointChanges() {}

  /// @param deviation of the noise, of a range of 1
  static Pixels noisy(Pixels picture, double deviation, long seed) {
    var random = new Random(seed);
    byte[] from = picture.rgb();
    var to = new byte[from.length];
    for (int i = 0; i < to.length; i++) {
      to[i] = level((from[i] & 0xff) + MOST * deviation * random.nextGaussian());
    }
    return new Pixels(picture.width(), picture.height(), to);
  }

  /// Pulls every value towards the mean of its channel.
  ///
  /// @param left the part of the distance that is left, 0 to 1
  static Pixels faded(Pixels picture, double left) {
    byte[] from = picture.rgb();
    var means = new double[Pixels.CHANNELS];
    for (int i = 0; i < from.length; i++) {
      means[i % Pixels.CHANNELS] += from[i] & 0xff;
    }
    double pixels = (double) from.length / Pixels.CHANNELS;
    var to = new byte[from.length];
    for (int i = 0; i < to.length; i++) {
      double mean = means[i % Pixels.CHANNELS] / pixels;
      to[i] = level(mean + left * ((from[i] & 0xff) - mean));
    }
    return new Pixels(picture.width(), picture.height(), to);
  }

  /// Rounds to a level that there is.
  static byte level(double value) {
    return (byte) Math.round(Math.clamp(value, 0, MOST));
  }
}
