package dev.sightline.testkit;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/// What becomes of a photo on its way through programs and messengers.
public final class PhotoVariants {
  private static final int START_OF_IMAGE = 2;

  private PhotoVariants() {}

  /// JPEGs by name: recompressed, resized, cropped by 5 % of the area, turned by EXIF.
  ///
  /// @param photo a JPEG that is stored upright
  public static Map<String, byte[]> of(Path photo) throws IOException {
    BufferedImage stored = ImageIO.read(photo.toFile());
    BufferedImage image =
        drawn(stored, stored.getWidth(), stored.getHeight(), new AffineTransform());
    var variants = new LinkedHashMap<String, byte[]>();
    variants.put("q90.jpg", jpeg(image, 0.9f));
    variants.put("q60.jpg", jpeg(image, 0.6f));
    variants.put("q30.jpg", jpeg(image, 0.3f));
    variants.put("half.jpg", jpeg(resized(image, 0.5), 0.85f));
    variants.put("cropped.jpg", jpeg(cropped(image, 0.0127), 0.9f));
    variants.put("turned.jpg", turnedByExif(image));
    return variants;
  }

  /// JPEGs of a photo as an accuracy table needs them, by what was done: those of [#of], enlarged
  /// by half, and cropped by 5 % at each pair of edges.
  ///
  /// @param photo a JPEG that is stored upright
  public static Map<String, byte[]> forAccuracy(Path photo) throws IOException {
    BufferedImage stored = ImageIO.read(photo.toFile());
    BufferedImage image =
        drawn(stored, stored.getWidth(), stored.getHeight(), new AffineTransform());
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

  /// A JPEG of a part of a photo that says when it was taken: one shot of a burst.
  ///
  /// @param shift pixels that the camera has moved
  public static byte[] shot(Path photo, int shift, String taken) throws IOException {
    BufferedImage image = ImageIO.read(photo.toFile());
    int width = image.getWidth() * 9 / 10;
    int height = image.getHeight() * 9 / 10;
    BufferedImage part =
        drawn(image, width, height, AffineTransform.getTranslateInstance(-shift, -shift));
    byte[] date = (taken + "\0").getBytes(StandardCharsets.US_ASCII);
    var exif = new ByteArrayOutputStream();
    exif.writeBytes(new byte[] {'M', 'M', 0, 42, 0, 0, 0, 8});
    exif.writeBytes(
        new byte[] {0, 1, (byte) 0x87, 0x69, 0, 4, 0, 0, 0, 1, 0, 0, 0, 26, 0, 0, 0, 0});
    exif.writeBytes(new byte[] {0, 1, (byte) 0x90, 0x03, 0, 2, 0, 0, 0, (byte) date.length});
    exif.writeBytes(new byte[] {0, 0, 0, 44, 0, 0, 0, 0});
    exif.writeBytes(date);
    return withExif(jpeg(part, 0.9f), exif.toByteArray());
  }

  private static BufferedImage resized(BufferedImage image, double factor) {
    return drawn(
        image,
        (int) Math.round(image.getWidth() * factor),
        (int) Math.round(image.getHeight() * factor),
        AffineTransform.getScaleInstance(factor, factor));
  }

  /// @param share of the width and height that is cut off at each of the four edges
  private static BufferedImage cropped(BufferedImage image, double share) {
    int x = (int) Math.round(image.getWidth() * share);
    int y = (int) Math.round(image.getHeight() * share);
    return drawn(
        image,
        image.getWidth() - 2 * x,
        image.getHeight() - 2 * y,
        AffineTransform.getTranslateInstance(-x, -y));
  }

  private static byte[] turnedByExif(BufferedImage image) throws IOException {
    int newWidth = image.getHeight();
    int newHeight = image.getWidth();
    var counterclockwise = new AffineTransform(0, -1, 1, 0, 0, newHeight);
    BufferedImage turned = drawn(image, newWidth, newHeight, counterclockwise);
    byte[] orientation6 = {
      'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0
    };
    return withExif(jpeg(turned, 0.9f), orientation6);
  }

  private static byte[] withExif(byte[] jpeg, byte[] tiff) {
    int length = 2 + 6 + tiff.length;
    var file = new ByteArrayOutputStream();
    file.write(jpeg, 0, START_OF_IMAGE);
    file.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xE1, (byte) (length >> 8), (byte) length});
    file.writeBytes(new byte[] {'E', 'x', 'i', 'f', 0, 0});
    file.writeBytes(tiff);
    file.write(jpeg, START_OF_IMAGE, jpeg.length - START_OF_IMAGE);
    return file.toByteArray();
  }

  private static BufferedImage drawn(
      BufferedImage image, int width, int height, AffineTransform how) {
    var drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = drawn.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    pen.drawImage(image, how, null);
    pen.dispose();
    return drawn;
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
