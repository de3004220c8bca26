package dev.sightline.benchmarks;

import dev.sightline.images.ImageDecoder;
import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Decoding one photo of two megapixels by format and by the short side asked for, with all that
/// [ImageDecoder] does besides (structure, EXIF, orientation), against plain ImageIO.
///
/// Run: `benchmarks/run.sh jmh Decode`. Table: `docs/explanation/performance/single-steps.md`.
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@BenchmarkMode(Mode.AverageTime)
public class DecodeBenchmark {
  private static final int LONG_SIDE = 1632;

  /// What the photo is stored as.
  @Param({"jpg", "png", "gif", "bmp", "tif"})
  private String format = "jpg";

  /// The short side asked for: the whole picture, or what a model of 224 or of 80 pixels wants.
  /// Only JPEGs are decoded at less than their size.
  @Param({"2147483647", "336", "120"})
  private int shortSide;

  private final ImageDecoder decoder = ImageDecoder.create(DecodeLimits.DEFAULT);
  private byte[] file = {};

  /// Makes the photo: a sample, enlarged, with grain.
  @Setup
  public void make() throws Exception {
    byte[] jpeg = Photos.enlarged(Photos.jpegs(Project.samples(), 1).getFirst(), LONG_SIDE);
    file = format.equals("jpg") ? jpeg : converted(jpeg, format);
  }

  private static byte[] converted(byte[] jpeg, String format) throws IOException {
    BufferedImage photo = ImageIO.read(new ByteArrayInputStream(jpeg));
    var bytes = new ByteArrayOutputStream();
    if (!ImageIO.write(photo, format, bytes)) {
      throw new IllegalArgumentException("ImageIO cannot write " + format);
    }
    return bytes.toByteArray();
  }

  /// Ours.
  @Benchmark
  public Pixels decode() throws Exception {
    return decoder.decode(ImageSource.ofBytes("a photo", file), shortSide).pixels();
  }

  /// The JDK's, always in full.
  @Benchmark
  public BufferedImage imageIo() throws IOException {
    return ImageIO.read(new ByteArrayInputStream(file));
  }
}
