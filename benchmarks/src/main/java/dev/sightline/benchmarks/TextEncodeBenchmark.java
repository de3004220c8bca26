package dev.sightline.benchmarks;

import dev.sightline.models.ClipModel;
import dev.sightline.models.onnx.ModelOptions;
import java.util.Collections;
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

/// One sentence to its embedding, by its length in tokens. A graph that takes any length is given
/// no filling, so that short questions are cheap.
///
/// Run: `benchmarks/run.sh jmh TextEncode`. Table: `docs/explanation/performance/single-steps.md`.
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@BenchmarkMode(Mode.AverageTime)
public class TextEncodeBenchmark {
  /// The folder's name: the bundled model or the one of full size.
  @Param({"sightline-tiny", "vit-b-32"})
  private String model = "";

  /// Ids with the two that begin and end a sentence; 77 is the most.
  @Param({"4", "8", "16", "32", "77"})
  private int tokens;

  private ClipModel clip = ClipModel.open(Project.bundledModel(), ModelOptions.DEFAULT);
  private String sentence = "";

  /// Every word is one token.
  @Setup
  public void load() {
    var folder = model.equals("vit-b-32") ? Project.fullSizeModel() : Project.bundledModel();
    clip = ClipModel.open(folder, ModelOptions.DEFAULT);
    sentence = String.join(" ", Collections.nCopies(tokens - 2, "dog"));
    int ids = clip.tokenizer().encode(sentence).length;
    if (ids != tokens) {
      throw new IllegalStateException("expected %d tokens, got %d".formatted(tokens, ids));
    }
  }

  /// Tokenizer and text encoder.
  @Benchmark
  public float[] encode() {
    return clip.textEncoder().encode(sentence);
  }
}
