package dev.sightline.models;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One ONNX graph with a session: which input it takes, which output holds the embeddings, and one
/// way to run it. Owns the session; callers never hold native memory.
final class OnnxGraph implements AutoCloseable {
  private static final String ATTENTION_MASK = "attention_mask";

  private final Path file;
  private final OrtEnvironment environment; // one per process, not ours to close
  private final OrtSession session; // ours, released in close()
  private final String inputName;
  private final TensorInfo input;
  private final String outputName;
  private final int dimension;
  private final boolean takesMask;
  private final Optional<String> deviceNote;

  private OnnxGraph(
      Path file,
      OrtEnvironment environment,
      OrtSession session,
      Optional<String> deviceNote,
      GraphRole role)
      throws OrtException {
    this.file = file;
    this.environment = environment;
    this.session = session;
    this.deviceNote = deviceNote;
    this.inputName = preferredOrFirst(session.getInputInfo(), role.inputs());
    this.input = tensorInfo(session.getInputInfo(), inputName);
    this.takesMask = checkOtherInputs(role);
    this.outputName = preferredOrFirst(session.getOutputInfo(), role.outputs());
    this.dimension = embeddingDimension(tensorInfo(session.getOutputInfo(), outputName));
  }

  /// Loads a graph.
  ///
  /// @throws InvalidModelException if ONNX Runtime cannot load the file or it holds no such graph
  static OnnxGraph load(Path file, ModelOptions options, GraphRole role) {
    // Must exist before any session options: a provider that fails to load wants to log.
    var environment = OrtEnvironment.getEnvironment();
    Optional<String> note = Optional.empty();
    try {
      OrtSession session;
      if (options.device() == Device.CPU) {
        session = createSession(environment, file, options, false);
      } else {
        try {
          session = createSession(environment, file, options, true);
        } catch (OrtException noCuda) {
          if (options.device() == Device.CUDA) {
            note = Optional.of("CUDA is not available, using the CPU: " + firstLine(noCuda));
          }
          session = createSession(environment, file, options, false);
        }
      }
      try {
        return new OnnxGraph(file, environment, session, note, role);
      } catch (OrtException | RuntimeException e) {
        session.close();
        throw e;
      }
    } catch (OrtException e) {
      throw InvalidModelException.unreadable(file, firstLine(e), e);
    }
  }

  private static OrtSession createSession(
      OrtEnvironment environment, Path file, ModelOptions options, boolean cuda)
      throws OrtException {
    try (var settings = new OrtSession.SessionOptions()) {
      if (cuda) {
        settings.addCUDA(0);
      }
      if (options.threads() > 0) {
        settings.setIntraOpNumThreads(options.threads());
      }
      // Threads that spin while they wait take the cores that decode the next photos.
      settings.addConfigEntry("session.intra_op.allow_spinning", "0");
      return environment.createSession(file.toString(), settings);
    }
  }

  private static String firstLine(OrtException e) {
    String message = e.getMessage();
    return message == null ? e.toString() : message.lines().findFirst().orElse(message);
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
  private boolean checkOtherInputs(GraphRole role) throws OrtException {
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
  int dimension() {
    return dimension;
  }

  /// Why the graph does not run where it was asked to, if so.
  Optional<String> deviceNote() {
    return deviceNote;
  }

  /// Whether [#run] wants to be told which tokens are a sentence's own.
  boolean takesMask() {
    return takesMask;
  }

  /// The input's shape; -1 where any size goes.
  long[] inputShape() {
    return input.getShape();
  }

  OnnxJavaType inputType() {
    return input.type;
  }

  OrtEnvironment environment() {
    return environment;
  }

  /// Runs the graph once.
  ///
  /// @param tensor the input, closed by the caller
  /// @param rows how many embeddings are expected
  /// @return unit vectors `[rows][dimension]`
  /// @throws EncodingException if the graph refuses the input or gives no embeddings
  float[][] run(OnnxTensor tensor, int rows) {
    return run(Map.of(inputName, tensor), rows);
  }

  /// Runs the graph once with an attention mask, 1 at a sentence's own tokens and 0 at the filling.
  float[][] run(OnnxTensor tensor, OnnxTensor mask, int rows) {
    return run(Map.of(inputName, tensor, ATTENTION_MASK, mask), rows);
  }

  private float[][] run(Map<String, OnnxTensor> inputs, int rows) {
    try (var result = session.run(inputs, Set.of(outputName))) {
      if (!(result.get(0) instanceof OnnxTensor output)) {
        throw new EncodingException(file + " gave no tensor", null);
      }
      FloatBuffer values = output.getFloatBuffer();
      if (values.remaining() != (long) rows * dimension) {
        throw new EncodingException(
            "%s gave %d numbers for %d inputs, expected %d each"
                .formatted(file, values.remaining(), rows, dimension),
            null);
      }
      return UnitVectors.read(values, rows, dimension);
    } catch (OrtException e) {
      throw new EncodingException("%s refused its input: %s".formatted(file, firstLine(e)), e);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("closing " + file, e);
    }
  }
}
