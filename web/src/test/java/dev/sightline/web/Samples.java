package dev.sightline.web;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/// Files made of sample photographs.
final class Samples {
  private static final int SHRUNK = 2;

  private Samples() {}

  /// The same picture at half the size, compressed anew.
  static void smallCopy(Path photo, Path copy) throws IOException {
    BufferedImage whole = ImageIO.read(photo.toFile());
    int width = whole.getWidth() / SHRUNK;
    int height = whole.getHeight() / SHRUNK;
    var small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var graphics = small.createGraphics();
    graphics.drawImage(
        whole.getScaledInstance(width, height, java.awt.Image.SCALE_SMOOTH), 0, 0, null);
    graphics.dispose();
    Files.createDirectories(copy.getParent());
    ImageIO.write(small, "jpg", copy.toFile());
  }
}
