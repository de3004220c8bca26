package dev.sightline.benchmarks;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/// What becomes of a photo on its way through programs and messengers.
final class PhotoVariants {
  /// A JPEG's EXIF block that says: turn by 90 degrees clockwise to show (orientation 6).
  private static final byte[] TURNED = {
    (byte) 0xFF,
    (byte) 0xE1,
    0,
    34,
    'E',
    'x',
    'i',
    'f',
    0,
    0, // marker, length, name
    'M',
    'M',
    0,
    42,
    0,
    0,
    0,
    8,
    0,
    1, // big-endian TIFF, one entry
    1,
    0x12,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    6,
    0,
    0,
    0,
    0,
    0,
    0 // orientation, SHORT, 1, value 6; no more
  };

  private static final int START_OF_IMAGE = 2;

  private PhotoVariants() {}

  /// JPEGs by name of what was done: recompressed, resized, cropped, turned by EXIF.
  static Map<String, byte[]> of(Path photo) throws IOException {
    BufferedImage image = rgb(ImageIO.read(photo.toFile()));
    var variants = new LinkedHashMap<String, byte[]>();
    variants.put("quality 90", jpeg(image, 0.9f));
    variants.put("quality 60", jpeg(image, 0.6f));
    variants.put("quality 30", jpeg(image, 0.3f));
    variants.put("resized to 1/2", jpeg(resized(image, 0.5), 0.85f));
    variants.put("resized to 3/2", jpeg(resized(image, 1.5), 0.85f));
    variants.put("cropped 5 % of the area", jpeg(cropped(image, 0.0127), 0.9f));
    variants.put("cropped 5 % of each side", jpeg(cropped(image, 0.025), 0.9f));
    variants.put("turned by EXIF", turnedByExif(image));
    return variants;
  }

  private static BufferedImage rgb(BufferedImage image) {
    var rgb = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    draw(rgb, image, new AffineTransform());
    return rgb;
  }

  private static BufferedImage resized(BufferedImage image, double factor) {
    var resized =
        new BufferedImage(
            (int) Math.round(image.getWidth() * factor),
            (int) Math.round(image.getHeight() * factor),
            BufferedImage.TYPE_INT_RGB);
    draw(resized, image, AffineTransform.getScaleInstance(factor, factor));
    return resized;
  }

  /// @param share of the width and height that goes at each of the four edges
  private static BufferedImage cropped(BufferedImage image, double share) {
    int x = (int) Math.round(image.getWidth() * share);
    int y = (int) Math.round(image.getHeight() * share);
    return rgb(image.getSubimage(x, y, image.getWidth() - 2 * x, image.getHeight() - 2 * y));
  }

  private static byte[] turnedByExif(BufferedImage image) throws IOException {
    var turned = new BufferedImage(image.getHeight(), image.getWidth(), BufferedImage.TYPE_INT_RGB);
    draw(turned, image, new AffineTransform(0, -1, 1, 0, 0, image.getWidth()));
    byte[] plain = jpeg(turned, 0.9f);
    var file = new ByteArrayOutputStream();
    file.write(plain, 0, START_OF_IMAGE);
    file.write(TURNED);
    file.write(plain, START_OF_IMAGE, plain.length - START_OF_IMAGE);
    return file.toByteArray();
  }

  private static void draw(BufferedImage target, BufferedImage image, AffineTransform how) {
    Graphics2D pen = target.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    pen.drawImage(image, how, null);
    pen.dispose();
  }

  private static byte[] jpeg(BufferedImage image, float quality) throws IOException {
    var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var parameters = writer.getDefaultWriteParam();
    parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    parameters.setCompressionQuality(quality);
    var bytes = new ByteArrayOutputStream();
    try (var output = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(output);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
