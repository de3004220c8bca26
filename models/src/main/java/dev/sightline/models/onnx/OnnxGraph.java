package dev.sightline.models.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.sightline.models.layout.InvalidModelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One ONNX graph with a session: which input it takes, which output holds the embeddings, and one
/// way to run it. Owns the session; callers never hold native memory.
public final class OnnxGraph implements AutoCloseable {
  private static final String ATTENTION_MASK = "attention_mask";

  private final Path file;
  private final OnnxSession opened; // ours, released in close()
  private final int threads;
  private final String inputName;
  private final TensorInfo input;
  private final String outputName;
  private final int dimension;
  private final boolean takesMask;

  private OnnxGraph(Path file, OnnxSession opened, int threads, GraphRole role)
      throws OrtException {
    this.file = file;
    this.opened = opened;
    this.threads = threads;
    var session = opened.session();
    this.inputName = preferredOrFirst(session.getInputInfo(), role.inputs());
    this.input = tensorInfo(session.getInputInfo(), inputName);
    this.takesMask = checkOtherInputs(session, role);
    this.outputName = preferredOrFirst(session.getOutputInfo(), role.outputs());
    this.dimension = embeddingDimension(tensorInfo(session.getOutputInfo(), outputName));
  }

  /// Loads a graph.
  ///
  /// @throws InvalidModelException if ONNX Runtime cannot load the file or it holds no such graph
  public static OnnxGraph load(Path file, ModelOptions options, GraphRole role) {
    return of(file, OnnxSession.open(file, options), options, role);
  }

  /// Loads the optimized copy of a graph.
  ///
  /// @param copy of [OptimizedGraph]
  /// @throws InvalidModelException as [#load]
  static OnnxGraph loadOptimized(Path copy, ModelOptions options, GraphRole role) {
    return of(copy, OnnxSession.openOptimized(copy, options), options, role);
  }

  private static OnnxGraph of(Path file, OnnxSession opened, ModelOptions options, GraphRole role) {
    try {
      return new OnnxGraph(file, opened, options.threads(), role);
    } catch (OrtException e) {
      close(file, opened.session());
      throw InvalidModelException.unreadable(file, OnnxSession.firstLine(e), e);
    } catch (RuntimeException e) {
      close(file, opened.session());
      throw e;
    }
  }

  private String preferredOrFirst(Map<String, NodeInfo> nodes, List<String> preferred) {
    return preferred.stream()
        .filter(nodes::containsKey)
        .findFirst()
        .or(() -> nodes.keySet().stream().findFirst())
        .orElseThrow(
            () -> InvalidModelException.unexpected(file, "no inputs or outputs", nodes, "some"));
  }

  /// A graph that wants more than its role gives would fail at each run; better to say so now.
  ///
  /// @return whether it wants an attention mask
  private boolean checkOtherInputs(OrtSession session, GraphRole role) throws OrtException {
    var others = new LinkedHashSet<>(session.getInputInfo().keySet());
    others.remove(inputName);
    boolean mask = role.mayTakeMask() && others.remove(ATTENTION_MASK);
    if (!others.isEmpty()) {
      throw InvalidModelException.unexpected(
          file, "inputs", session.getInputInfo().keySet(), role.expectedInputs());
    }
    return mask;
  }

  private TensorInfo tensorInfo(Map<String, NodeInfo> nodes, String name) {
    NodeInfo node = nodes.get(name);
    if (node == null || !(node.getInfo() instanceof TensorInfo info)) {
      throw InvalidModelException.unexpected(file, name, "no tensor", "a tensor");
    }
    return info;
  }

  private int embeddingDimension(TensorInfo output) {
    long[] shape = output.getShape();
    if (shape.length != 2 || shape[1] < 1 || output.type != OnnxJavaType.FLOAT) {
      throw InvalidModelException.unexpected(
          file, "output " + outputName, output, "float32 of shape [batch, dimension]");
    }
    return Math.toIntExact(shape[1]);
  }

  /// Numbers of one embedding.
  public int dimension() {
    return dimension;
  }

  /// Why the graph does not run where it was asked to, if so.
  public Optional<String> deviceNote() {
    return opened.deviceNote();
  }

  /// Whether CUDA runs it.
  public boolean onGpu() {
    return opened.onGpu();
  }

  /// Threads of one run on a CPU; 0 for one a core.
  public int threads() {
    return threads;
  }

  /// Whether [#run] wants to be told which tokens are a sentence's own.
  public boolean takesMask() {
    return takesMask;
  }

  /// The type of the attention mask; only for a graph that takes one.
  public OnnxJavaType maskType() {
    try {
      return tensorInfo(opened.session().getInputInfo(), ATTENTION_MASK).type;
    } catch (OrtException e) {
      throw InvalidModelException.unreadable(file, OnnxSession.firstLine(e), e);
    }
  }

  /// The input's shape; -1 where any size goes.
  public long[] inputShape() {
    return input.getShape();
  }

  public OnnxJavaType inputType() {
    return input.type;
  }

  public OrtEnvironment environment() {
    return opened.environment();
  }

  /// Runs the graph once.
  ///
  /// @param tensor the input, closed by the caller
  /// @param rows how many embeddings are expected
  /// @return unit vectors `[rows][dimension]`
  /// @throws EncodingException if the graph refuses the input or gives no embeddings
  public float[][] run(OnnxTensor tensor, int rows) {
    return UnitVectors.normalized(outputs(tensor, rows));
  }

  /// Runs the graph once and leaves the embeddings as long as it gives them.
  ///
  /// @param tensor the input, closed by the caller
  /// @param rows how many embeddings are expected
  /// @return `[rows][dimension]`, finite and not all zeros
  /// @throws EncodingException if the graph refuses the input or gives no embeddings
  public float[][] outputs(OnnxTensor tensor, int rows) {
    return outputs(Map.of(inputName, tensor), rows);
  }

  /// Runs the graph once with an attention mask, 1 at a sentence's own tokens and 0 at the filling.
  public float[][] run(OnnxTensor tensor, OnnxTensor mask, int rows) {
    return UnitVectors.normalized(outputs(Map.of(inputName, tensor, ATTENTION_MASK, mask), rows));
  }

  /// The output is preallocated, so that the embeddings are copied once, to where they stay.
  private float[][] outputs(Map<String, OnnxTensor> inputs, int rows) {
    var values =
        ByteBuffer.allocateDirect(Float.BYTES * rows * dimension)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    long[] shape = {rows, dimension};
    try (var output = OnnxTensor.createTensor(environment(), values, shape);
        var _ = opened.session().run(inputs, Set.of(), Map.of(outputName, output))) {
      return UnitVectors.read(values, rows, dimension);
    } catch (OrtException e) {
      throw new EncodingException(
          "%s refused its input: %s".formatted(file, OnnxSession.firstLine(e)), e);
    }
  }

  @Override
  public void close() {
    close(file, opened.session());
  }

  private static void close(Path file, OrtSession session) {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("closing " + file, e);
    }
  }
}
