package dev.sightline.benchmarks;

import dev.sightline.models.ClipModel;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.models.tokenizer.ClipTokenizer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Loading the tokenizer's table and encoding one sentence.
///
/// Run: `benchmarks/run.sh jmh Tokenizer`. Table: `docs/explanation/performance/single-steps.md`.
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@BenchmarkMode(Mode.AverageTime)
public class TokenizerBenchmark {
  private static final String SENTENCE = "two children playing football on a green field at sunset";

  private final ClipModel model = ClipModel.open(Project.bundledModel(), ModelOptions.DEFAULT);
  private final ClipTokenizer tokenizer = model.tokenizer(); // makes the table, if there is none

  /// From the table's file to a tokenizer that can be used.
  @Benchmark
  public ClipTokenizer load() {
    return model.tokenizer();
  }

  /// One sentence to ids.
  @Benchmark
  public int[] encode() {
    return tokenizer.encode(SENTENCE);
  }
}
