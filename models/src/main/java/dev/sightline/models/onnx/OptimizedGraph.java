package dev.sightline.models.onnx;

import dev.sightline.base.files.AtomicFiles;
import dev.sightline.models.cache.ModelCache;
import dev.sightline.models.layout.InvalidModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A copy of a graph as optimized by ONNX Runtime, with its weights in a separate file that is
/// mapped into memory: loading the text encoder of ViT-B/32 takes 0.15 s instead of one second,
/// which is most of the time of a search from the shell. It is made when a graph is first loaded,
/// stored in the model's [ModelCache], and made again when the graph or the version of ONNX Runtime
/// changes.
///
/// Only for the CPU: the optimizations depend on the device.
public final class OptimizedGraph {
  /// Size in bytes below which weights stay in the graph.
  static final String LEAST_WEIGHT_BYTES = "1024";

  private static final String GRAPH = "graph.onnx";

  /// The file of the weights, in the folder of [#GRAPH].
  static final String WEIGHTS = "weights.bin";

  private static final String PREFIX = "optimized-";
  private static final int DIGITS = 16;

  private OptimizedGraph() {}

  /// Loads the copy of a graph, which is made if it does not exist. A copy that cannot be loaded is
  /// deleted and made again the next time.
  ///
  /// @param hash SHA-256 of the graph's file, hex
  /// @param cache of its model
  /// @return empty for another device, and where no copy can be made or stored
  public static Optional<OnnxGraph> load(
      Path graph, String hash, ModelCache cache, ModelOptions options, GraphRole role) {
    Path folder = cache.file(name(hash));
    Path copy = folder.resolve(GRAPH);
    try {
      if (!OnnxSession.isForCpu(options)) {
        return Optional.empty();
      }
      if (!Files.exists(copy)) {
        make(graph, folder);
      }
    } catch (IOException | InvalidModelException e) {
      return Optional.empty(); // a folder that cannot be written, a full disk, a broken graph
    }
    try {
      return Optional.of(OnnxGraph.loadOptimized(copy, options, role));
    } catch (InvalidModelException e) {
      deleteAll(folder);
      return Optional.empty(); // loading the graph itself reports the problem
    }
  }

  /// The name of a copy depends on its graph and on ONNX Runtime.
  private static String name(String hash) {
    return PREFIX + hash.substring(0, DIGITS) + "-" + OnnxSession.runtimeVersion();
  }

  private static void make(Path graph, Path folder) throws IOException {
    Path parent = folder.resolveSibling("").normalize();
    Files.createDirectories(parent);
    Path unfinished = Files.createTempDirectory(parent, PREFIX + "part");
    try {
      OnnxSession.writeOptimized(graph, unfinished.resolve(GRAPH));
      try {
        AtomicFiles.move(unfinished, folder);
      } catch (IOException e) {
        if (!Files.exists(folder.resolve(GRAPH))) { // another program may have been faster
          throw e;
        }
      }
      dropOthers(parent, folder);
    } finally {
      deleteAll(unfinished);
    }
  }

  /// Deletes copies of replaced graphs or of other versions of ONNX Runtime. A copy that another
  /// program is writing is newer than these and is not deleted.
  private static void dropOthers(Path parent, Path kept) throws IOException {
    try (var entries = Files.list(parent)) {
      List<Path> others =
          entries
              .filter(it -> String.valueOf(it.getFileName()).startsWith(PREFIX))
              .filter(it -> !String.valueOf(it.getFileName()).startsWith(PREFIX + "part"))
              .filter(it -> !it.equals(kept))
              .toList();
      others.forEach(OptimizedGraph::deleteAll);
    }
  }

  private static void deleteAll(Path folder) {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // Harmless; the next copy tries again.
    }
  }
}
