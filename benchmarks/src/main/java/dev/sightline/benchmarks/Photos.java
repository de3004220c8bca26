package dev.sightline.benchmarks;

import dev.sightline.images.ImageDecoder;
import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.pixels.Resampler;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/// Folders of photos to index: the sample photos, enlarged to what a camera gives, with the grain
/// of a sensor, so that files have the size and the detail that decoding has to pay for.
final class Photos {
  private static final int LONG_SIDE = 4032;
  private static final int SHORT_SIDE = 3024;
  private static final float QUALITY = 0.9f;
  private static final int GRAIN = 6;

  private Photos() {}

  /// A folder of `count` 12-megapixel JPEGs, about 4 MB each; made once.
  static Path twelveMegapixels(int count) throws Exception {
    Path folder = Project.scratch("photos-12mp-" + count);
    List<Path> samples = samples();
    for (int i = 0; i < count; i++) {
      Path file = folder.resolve("IMG_%04d.jpg".formatted(i));
      if (!Files.exists(file)) {
        Files.write(file, enlarged(samples.get(i % samples.size()), LONG_SIDE, SHORT_SIDE, i));
      }
    }
    return folder;
  }

  /// A folder of `count` small JPEGs: the sample photos again and again, each with a few bytes
  /// behind its end, so that each is an image of its own; made once.
  static Path small(int count) throws IOException {
    Path folder = Project.scratch("photos-small-" + count);
    List<Path> samples = samples();
    for (int i = 0; i < count; i++) {
      Path file = folder.resolve("%03d".formatted(i / 1000)).resolve("p%06d.jpg".formatted(i));
      if (!Files.exists(file)) {
        Files.createDirectories(file.getParent());
        byte[] bytes = Files.readAllBytes(samples.get(i % samples.size()));
        byte[] another = Arrays.copyOf(bytes, bytes.length + Integer.BYTES);
        java.nio.ByteBuffer.wrap(another).putInt(bytes.length, i);
        Files.write(file, another);
      }
    }
    return folder;
  }

  private static List<Path> samples() throws IOException {
    return jpegs(Project.samples(), Integer.MAX_VALUE);
  }

  /// The first JPEGs of a folder and the folders in it, by name.
  static List<Path> jpegs(Path folder, int most) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(it -> it.toString().endsWith(".jpg")).sorted().limit(most).toList();
    }
  }

  /// A photo enlarged in its own shape, with grain.
  static byte[] enlarged(Path photo, int longSide) throws Exception {
    Pixels pixels = decoded(photo);
    double scale = (double) longSide / Math.max(pixels.width(), pixels.height());
    return enlarged(
        photo, (int) (pixels.width() * scale), (int) (pixels.height() * scale), longSide);
  }

  private static Pixels decoded(Path photo) throws Exception {
    return ImageDecoder.create(DecodeLimits.DEFAULT)
        .decode(ImageSource.ofFile(photo), Integer.MAX_VALUE)
        .pixels();
  }

  private static byte[] enlarged(Path photo, int width, int height, int seed) throws Exception {
    Pixels large = Resampler.resize(decoded(photo), width, height, Resampler.Filter.BICUBIC);
    var image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    var random = new Random(seed);
    for (int i = 0; i < bgr.length; i += Pixels.CHANNELS) {
      int grain = (int) Math.round(random.nextGaussian() * GRAIN);
      for (int channel = 0; channel < Pixels.CHANNELS; channel++) {
        int level = (large.rgb()[i + channel] & 0xff) + grain;
        bgr[i + 2 - channel] = (byte) Math.clamp(level, 0, 255);
      }
    }
    return jpeg(image);
  }

  private static byte[] jpeg(BufferedImage image) throws IOException {
    var bytes = new java.io.ByteArrayOutputStream();
    var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (var out = ImageIO.createImageOutputStream(bytes)) {
      var settings = writer.getDefaultWriteParam();
      settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      settings.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), settings);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
