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

/// An ONNX graph with its session, its input, and the output that is the embedding. Owns the
/// session; callers never hold native memory. Safe for concurrent runs.
public final class OnnxGraph implements AutoCloseable {
  private static final String ATTENTION_MASK = "attention_mask";

  private final Path file;
  private final OnnxSession opened; // owned, closed in close()
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
  /// @throws InvalidModelException if ONNX Runtime cannot load the file or it is not a graph of
  ///     this role
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

  /// Rejects a graph that needs inputs which its role does not have, because each run would fail.
  ///
  /// @return whether it needs an attention mask
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

  /// The dimension of an embedding.
  public int dimension() {
    return dimension;
  }

  /// Why the graph does not run on the requested device; empty if it does.
  public Optional<String> deviceNote() {
    return opened.deviceNote();
  }

  /// Whether CUDA runs it.
  public boolean onGpu() {
    return opened.onGpu();
  }

  /// Threads of one run on a CPU; 0 for one per core.
  public int threads() {
    return threads;
  }

  /// Whether [#run] needs an attention mask.
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

  /// The shape of the input; -1 for a dimension of any size.
  public long[] inputShape() {
    return input.getShape();
  }

  /// The element type of the first input.
  public OnnxJavaType inputType() {
    return input.type;
  }

  /// The ONNX Runtime environment of this process.
  public OrtEnvironment environment() {
    return opened.environment();
  }

  /// Runs the graph once.
  ///
  /// @param tensor the input, closed by the caller
  /// @param rows expected number of embeddings
  /// @return unit vectors `[rows][dimension]`
  /// @throws EncodingException if the graph rejects the input or gives no embeddings
  public float[][] run(OnnxTensor tensor, int rows) {
    return UnitVectors.normalized(outputs(tensor, rows));
  }

  /// Runs the graph once and does not normalize the embeddings.
  ///
  /// @param tensor the input, closed by the caller
  /// @param rows expected number of embeddings
  /// @return `[rows][dimension]`, finite and not all zeros
  /// @throws EncodingException if the graph rejects the input or gives no embeddings
  public float[][] outputs(OnnxTensor tensor, int rows) {
    return outputs(Map.of(inputName, tensor), rows);
  }

  /// Runs the graph once with an attention mask, 1 for tokens of the sentence and 0 for padding.
  public float[][] run(OnnxTensor tensor, OnnxTensor mask, int rows) {
    return UnitVectors.normalized(outputs(Map.of(inputName, tensor, ATTENTION_MASK, mask), rows));
  }

  /// The output is preallocated, so that the embeddings are copied only once.
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
