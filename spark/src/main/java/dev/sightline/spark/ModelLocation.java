package dev.sightline.spark;

import dev.sightline.models.ClipModel;
import dev.sightline.models.layout.InvalidModelException;
import dev.sightline.models.layout.Variant;
import dev.sightline.models.onnx.Device;
import dev.sightline.models.onnx.ModelOptions;
import java.io.IOException;
import java.io.Serializable;
import java.net.InetAddress;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkFiles;

/// Where every executor finds the model: in a folder of its own machine, or in a file system that
/// Hadoop knows, from where it is fetched once. An executor has one encoder, which all its tasks
/// share: weights are in memory once, and each call of a task takes one thread (decision 0012).
///
/// @param folder as it was given
/// @param variant which precision of its files
record ModelLocation(String folder, Variant variant) implements Serializable {
  /// Open models of this Java, for as long as it runs.
  private static final Map<ModelLocation, ClipModel> OPEN = new HashMap<>();

  /// The model, opened and fetched first if need be.
  ///
  /// @throws JobException if it is not there, or no model
  ClipModel open(Configuration hadoop) {
    synchronized (OPEN) {
      return OPEN.computeIfAbsent(this, _ -> opened(hadoop));
    }
  }

  /// The model, which must be the one that the driver has: a folder of this machine may hold
  /// another.
  ///
  /// @param fingerprint of its image side
  /// @throws JobException if it is another
  ClipModel open(Configuration hadoop, String fingerprint) {
    ClipModel model = open(hadoop);
    if (!model.fingerprint().image().equals(fingerprint)) {
      throw new JobException(
          "The model in %s on %s is another (fingerprint %s) than on the driver (fingerprint %s). Put the same files on all machines, or into a file system that all of them see."
              .formatted(folder, host(), model.fingerprint().image(), fingerprint));
    }
    return model;
  }

  private ClipModel opened(Configuration hadoop) {
    try {
      var options = new ModelOptions(variant, Device.AUTO, 0).forManyImages();
      return ClipModel.open(local(hadoop), options);
    } catch (InvalidModelException e) {
      throw new JobException("On %s: %s".formatted(host(), e.getMessage()), e);
    } catch (IOException | IllegalArgumentException e) {
      throw new JobException(
          "The model in %s cannot be fetched to %s: %s.".formatted(folder, host(), e.getMessage()),
          e);
    }
  }

  private java.nio.file.Path local(Configuration hadoop) throws IOException {
    var path = new Path(folder);
    FileSystem files = path.getFileSystem(hadoop);
    if (path.toUri().getScheme() == null || "file".equals(path.toUri().getScheme())) {
      return java.nio.file.Path.of(HadoopFiles.pathOf(path)).toAbsolutePath().normalize();
    }
    // Spark takes this folder away when the executor ends.
    java.nio.file.Path fetched =
        Files.createTempDirectory(
            java.nio.file.Path.of(SparkFiles.getRootDirectory()), "sightline-model-");
    java.nio.file.Path target = fetched.resolve(path.getName());
    files.copyToLocalFile(false, path, new Path(target.toUri()), true);
    return target;
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      return "this machine";
    }
  }
}
