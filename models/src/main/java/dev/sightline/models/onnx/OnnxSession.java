package dev.sightline.models.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import dev.sightline.models.layout.InvalidModelException;
import java.nio.file.Path;
import java.util.Optional;

/// The session of a graph on the requested device, or on the CPU with the reason.
///
/// @param environment one per process, never closed
/// @param session closed by the caller
/// @param onGpu whether CUDA runs it
/// @param deviceNote why it runs on the CPU although a GPU was expected, as one line
record OnnxSession(
    OrtEnvironment environment, OrtSession session, boolean onGpu, Optional<String> deviceNote) {

  /// @throws InvalidModelException if ONNX Runtime cannot load the file
  static OnnxSession open(Path file, ModelOptions options) {
    // Must exist before the session options, because a provider that cannot be loaded writes to its
    // log.
    var environment = OrtEnvironment.getEnvironment();
    try {
      if (options.device() == Device.CPU) {
        return onCpu(environment, file, options, Optional.empty());
      }
      try (var settings = settings()) {
        settings.addCUDA(0);
        var session = environment.createSession(file.toString(), settings);
        return new OnnxSession(environment, session, true, Optional.empty());
      } catch (OrtException noCuda) {
        return onCpu(environment, file, options, note(options, noCuda));
      }
    } catch (OrtException e) {
      throw InvalidModelException.unreadable(file, firstLine(e), e);
    }
  }

  private static OnnxSession onCpu(
      OrtEnvironment environment, Path file, ModelOptions options, Optional<String> note)
      throws OrtException {
    try (var settings = settingsForCpu(options)) {
      var session = environment.createSession(file.toString(), settings);
      return new OnnxSession(environment, session, false, note);
    }
  }

  /// Opens a graph that [#writeOptimized] wrote, on the CPU.
  ///
  /// @throws InvalidModelException if ONNX Runtime cannot load it
  static OnnxSession openOptimized(Path copy, ModelOptions options) {
    var environment = OrtEnvironment.getEnvironment();
    try (var settings = settingsForCpu(options)) {
      settings.setOptimizationLevel(
          OrtSession.SessionOptions.OptLevel.NO_OPT); // the graph is optimized already
      if (!options.prepacked()) {
        settings.addConfigEntry("session.disable_prepacking", "1");
      }
      var session = environment.createSession(copy.toString(), settings);
      return new OnnxSession(environment, session, false, Optional.empty());
    } catch (OrtException e) {
      throw InvalidModelException.unreadable(copy, firstLine(e), e);
    }
  }

  /// Whether a graph would run on the CPU, so that [#openOptimized] gives what [#open] gives.
  static boolean isForCpu(ModelOptions options) {
    return options.device() == Device.CPU
        || (options.device() == Device.AUTO
            && !OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA));
  }

  /// ONNX Runtime's version.
  static String runtimeVersion() {
    return OrtEnvironment.getEnvironment().getVersion();
  }

  /// Optimizes a graph for the CPU and writes it, with its weights in a second file.
  ///
  /// @param copy file to write; the weights become [OptimizedGraph#WEIGHTS] in the same folder
  /// @throws InvalidModelException if ONNX Runtime cannot load the graph or write the copy
  static void writeOptimized(Path graph, Path copy) {
    var environment = OrtEnvironment.getEnvironment();
    try (var settings = settings()) {
      settings.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.EXTENDED_OPT);
      settings.setOptimizedModelFilePath(copy.toString());
      settings.addConfigEntry(
          "session.optimized_model_external_initializers_file_name", OptimizedGraph.WEIGHTS);
      settings.addConfigEntry(
          "session.optimized_model_external_initializers_min_size_in_bytes",
          OptimizedGraph.LEAST_WEIGHT_BYTES);
      environment.createSession(graph.toString(), settings).close();
    } catch (OrtException e) {
      throw InvalidModelException.unreadable(graph, firstLine(e), e);
    }
  }

  private static OrtSession.SessionOptions settingsForCpu(ModelOptions options)
      throws OrtException {
    var settings = settings();
    if (options.threads() > 0) {
      settings.setIntraOpNumThreads(options.threads());
    }
    return settings;
  }

  private static OrtSession.SessionOptions settings() throws OrtException {
    var settings = new OrtSession.SessionOptions();
    // Threads that spin while they wait would use the cores that decode the next images.
    settings.addConfigEntry("session.intra_op.allow_spinning", "0");
    return settings;
  }

  /// A build without CUDA runs on the CPU without a note, unless CUDA was requested.
  private static Optional<String> note(ModelOptions options, OrtException noCuda) {
    boolean expected =
        options.device() == Device.CUDA
            || OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
    return expected
        ? Optional.of("CUDA is not available, using the CPU: " + firstLine(noCuda))
        : Optional.empty();
  }

  /// The first line of ONNX Runtime's message, without source locations.
  static String firstLine(OrtException e) {
    String message = e.getMessage();
    return message == null ? e.toString() : message.lines().findFirst().orElse(message);
  }
}
