package dev.sightline.images;

import dev.sightline.images.pixels.Pixels;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/// Images made for tests, and how far two images are apart.
public final class TestImages {
  private TestImages() {}

  /// Every sample random: the hardest image to get right by luck.
  public static Pixels random(int width, int height, long seed) {
    byte[] rgb = new byte[width * height * Pixels.CHANNELS];
    new Random(seed).nextBytes(rgb);
    return new Pixels(width, height, rgb);
  }

  /// Waves in all directions, none shorter than `shortest` pixels.
  public static Pixels waves(int width, int height, double shortest, long seed) {
    var random = new Random(seed);
    double[] samples = new double[width * height * Pixels.CHANNELS];
    for (int wave = 0; wave < 6; wave++) {
      double direction = random.nextDouble(Math.TAU);
      double perPixel = Math.TAU / (shortest * random.nextDouble(1, 4));
      double phase = random.nextDouble(Math.TAU);
      for (int i = 0; i < samples.length; i++) {
        int x = i / Pixels.CHANNELS % width;
        int y = i / Pixels.CHANNELS / width;
        double along = (x + 0.5) * Math.cos(direction) + (y + 0.5) * Math.sin(direction);
        samples[i] += 20 * Math.sin(along * perPixel + phase + i % Pixels.CHANNELS);
      }
    }
    byte[] rgb = new byte[samples.length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) Math.round(128 + samples[i]);
    }
    return new Pixels(width, height, rgb);
  }

  /// What libjpeg makes of an image at `1/denominator`: the means of whole blocks, the last of
  /// which are filled up with the image's edge.
  public static Pixels blockMeans(Pixels full, int denominator) {
    int width = Math.ceilDiv(full.width(), denominator);
    int height = Math.ceilDiv(full.height(), denominator);
    byte[] rgb = new byte[width * height * Pixels.CHANNELS];
    for (int i = 0; i < rgb.length; i++) {
      int x = i / Pixels.CHANNELS % width;
      int y = i / Pixels.CHANNELS / width;
      int sum = 0;
      for (int k = 0; k < denominator * denominator; k++) {
        int fromX = Math.min(x * denominator + k % denominator, full.width() - 1);
        int fromY = Math.min(y * denominator + k / denominator, full.height() - 1);
        int at = (fromY * full.width() + fromX) * Pixels.CHANNELS + i % Pixels.CHANNELS;
        sum += full.rgb()[at] & 0xFF;
      }
      rgb[i] = (byte) Math.round((double) sum / (denominator * denominator));
    }
    return new Pixels(width, height, rgb).reducedFrom(full.width(), full.height(), denominator);
  }

  /// By ImageIO, whose `getRGB` is exact for the RGB files that the references are.
  static Pixels read(Path rgbPng) throws IOException {
    var image = ImageIO.read(rgbPng.toFile());
    byte[] rgb = new byte[image.getWidth() * image.getHeight() * Pixels.CHANNELS];
    int out = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int colour = image.getRGB(x, y);
        rgb[out++] = (byte) (colour >> 16);
        rgb[out++] = (byte) (colour >> 8);
        rgb[out++] = (byte) colour;
      }
    }
    return new Pixels(image.getWidth(), image.getHeight(), rgb);
  }

  /// Encodes by ImageIO: `jpg`, `png`, `gif`, `bmp` or `tif`.
  public static byte[] encode(Pixels pixels, String format) throws IOException {
    var image = new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < pixels.height(); y++) {
      for (int x = 0; x < pixels.width(); x++) {
        image.setRGB(x, y, colour(pixels, x, y));
      }
    }
    var file = new ByteArrayOutputStream();
    if (!ImageIO.write(image, format, file)) {
      throw new IllegalArgumentException("ImageIO cannot write " + format);
    }
    return file.toByteArray();
  }

  /// `0xRRGGBB`.
  public static int colour(Pixels pixels, int x, int y) {
    int at = (y * pixels.width() + x) * Pixels.CHANNELS;
    byte[] rgb = pixels.rgb();
    return ((rgb[at] & 0xFF) << 16) | ((rgb[at + 1] & 0xFF) << 8) | (rgb[at + 2] & 0xFF);
  }

  /// The largest difference of two samples at the same place, in levels; 256 for other sizes.
  public static int largestDifference(Pixels one, Pixels other) {
    if (one.width() != other.width() || one.height() != other.height()) {
      return 256;
    }
    int largest = 0;
    for (int i = 0; i < one.rgb().length; i++) {
      largest = Math.max(largest, difference(one, other, i));
    }
    return largest;
  }

  /// The mean difference of samples, in levels; both images have the same size.
  public static double meanDifference(Pixels one, Pixels other) {
    long sum = 0;
    for (int i = 0; i < one.rgb().length; i++) {
      sum += difference(one, other, i);
    }
    return (double) sum / one.rgb().length;
  }

  private static int difference(Pixels one, Pixels other, int i) {
    return Math.abs((one.rgb()[i] & 0xFF) - (other.rgb()[i] & 0xFF));
  }
}
