package dev.sightline.models.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import dev.sightline.models.layout.InvalidModelException;
import java.nio.file.Path;
import java.util.Optional;

/// A graph's session on the device it was asked for, or on the CPU with the reason why.
///
/// @param environment one per process, not ours to close
/// @param session to be closed by whoever opened this
/// @param onGpu whether CUDA runs it
/// @param deviceNote why it runs on the CPU although a GPU was expected, in one line
record OnnxSession(
    OrtEnvironment environment, OrtSession session, boolean onGpu, Optional<String> deviceNote) {

  /// @throws InvalidModelException if ONNX Runtime cannot load the file
  static OnnxSession open(Path file, ModelOptions options) {
    // Must exist before any session options: a provider that fails to load wants to log.
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
      settings.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT); // it is done
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

  /// Optimizes a graph for the CPU and writes it, with its weights beside it.
  ///
  /// @param copy is written, and [OptimizedGraph#WEIGHTS] beside it
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
    // Threads that spin while they wait take the cores that decode the next photos.
    settings.addConfigEntry("session.intra_op.allow_spinning", "0");
    return settings;
  }

  /// A program that was built without CUDA is on the CPU by choice, unless CUDA was asked for.
  private static Optional<String> note(ModelOptions options, OrtException noCuda) {
    boolean expected =
        options.device() == Device.CUDA
            || OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
    return expected
        ? Optional.of("CUDA is not available, using the CPU: " + firstLine(noCuda))
        : Optional.empty();
  }

  /// What ONNX Runtime says, without the source lines that follow.
  static String firstLine(OrtException e) {
    String message = e.getMessage();
    return message == null ? e.toString() : message.lines().findFirst().orElse(message);
  }
}
