package dev.sightline.benchmarks;

import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.pixels.Resampler;
import dev.sightline.models.ClipModel;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.models.preprocessing.ImagePreprocessor;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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

/// Pillow's antialiased bicubic from what a decoder gives to what a model sees, against a plain
/// copy of the source's bytes, which no resampler can beat; and normalization alone.
///
/// Run: `benchmarks/run.sh jmh Preprocess`. Table: `docs/explanation/performance/single-steps.md`.
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@BenchmarkMode(Mode.AverageTime)
public class PreprocessBenchmark {
  private static final int SHORT_SIDE_SEEN = 224;

  /// Width of the source; its height is three quarters of that.
  @Param({"512", "1008", "4032"})
  private int width;

  private final ImagePreprocessor preprocessor =
      ClipModel.open(Project.fullSizeModel(), ModelOptions.DEFAULT).imageEncoder().preprocessor();

  private final Pixels small =
      new Pixels(
          SHORT_SIDE_SEEN,
          SHORT_SIDE_SEEN,
          new byte[Pixels.CHANNELS * SHORT_SIDE_SEEN * SHORT_SIDE_SEEN]);

  private Pixels source = new Pixels(1, 1, new byte[Pixels.CHANNELS]);

  /// Makes a picture of noise.
  @Setup
  public void fill() {
    var rgb = new byte[Pixels.CHANNELS * width * (width * 3 / 4)];
    new Random(1).nextBytes(rgb);
    source = new Pixels(width, width * 3 / 4, rgb);
  }

  /// Short side to 224.
  @Benchmark
  public Pixels resize() {
    return Resampler.resize(
        source, SHORT_SIDE_SEEN * 4 / 3, SHORT_SIDE_SEEN, Resampler.Filter.BICUBIC);
  }

  /// Resize, crop, normalize: everything between the decoder and the encoder.
  @Benchmark
  public float[] prepare() {
    return preprocessor.prepare(source);
  }

  /// Crop and normalization alone: the picture has the model's size already.
  @Benchmark
  public float[] normalize() {
    return preprocessor.prepare(small);
  }

  /// The bound: every byte of the source once.
  @Benchmark
  public byte[] copy() {
    return source.rgb().clone();
  }
}
