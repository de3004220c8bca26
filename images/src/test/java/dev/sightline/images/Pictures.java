package dev.sightline.images;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/// Pictures made for tests, and how far two pictures are apart.
final class Pictures {
  private Pictures() {}

  /// Every sample random: the hardest picture to get right by luck.
  static Pixels random(int width, int height, long seed) {
    byte[] rgb = new byte[width * height * Pixels.CHANNELS];
    new Random(seed).nextBytes(rgb);
    return new Pixels(width, height, rgb);
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
  static byte[] encode(Pixels pixels, String format) throws IOException {
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
  static int colour(Pixels pixels, int x, int y) {
    int at = (y * pixels.width() + x) * Pixels.CHANNELS;
    byte[] rgb = pixels.rgb();
    return ((rgb[at] & 0xFF) << 16) | ((rgb[at + 1] & 0xFF) << 8) | (rgb[at + 2] & 0xFF);
  }

  /// The largest difference of two samples at the same place, in levels; 256 for other sizes.
  static int largestDifference(Pixels one, Pixels other) {
    if (one.width() != other.width() || one.height() != other.height()) {
      return 256;
    }
    int largest = 0;
    for (int i = 0; i < one.rgb().length; i++) {
      largest = Math.max(largest, difference(one, other, i));
    }
    return largest;
  }

  /// The mean difference of samples, in levels; both pictures have the same size.
  static double meanDifference(Pixels one, Pixels other) {
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
