package dev.sightline.models.onnx;

import dev.sightline.base.files.AtomicFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Stores unpacked native libraries, mainly those of ONNX Runtime, between starts.
///
/// By default ONNX Runtime copies 25 MB from its jar to a new temporary folder at every start; with
/// the property `onnxruntime.native.path` it loads them from a given folder.
public final class OnnxNatives {
  private static final String PATH_PROPERTY = "onnxruntime.native.path";

  /// The folder to which DJL unpacks the SentencePiece tokenizer; by default in the user's home.
  private static final String TOKENIZER_PROPERTY = "ENGINE_CACHE_DIR";

  private static final String JAR_FOLDER = "/ai/onnxruntime/native/";

  private OnnxNatives() {}

  /// Unpacks the libraries into a folder under `cache`, named by their version and size, unless
  /// they exist already. To be called before the first model is opened. Nothing is done if the jar
  /// has no libraries for this machine or the folder cannot be written; ONNX Runtime then uses its
  /// default.
  public static void unpackTo(Path cache) {
    if (System.getProperty(TOKENIZER_PROPERTY) == null) {
      System.setProperty(TOKENIZER_PROPERTY, cache.toString());
    }
    if (System.getProperty(PATH_PROPERTY) != null) {
      return;
    }
    String platform = platform();
    try {
      Path folder = null;
      for (String library : libraries()) {
        Path unpacked = unpack(JAR_FOLDER + platform + "/" + library, library, cache);
        if (unpacked == null) {
          return;
        }
        folder = unpacked.getParent();
      }
      if (folder != null) {
        System.setProperty(PATH_PROPERTY, folder.toString());
      }
    } catch (IOException e) {
      // The folder cannot be written: ONNX Runtime unpacks the libraries for this run, as by
      // default.
    }
  }

  private static @Nullable Path unpack(String resource, String library, Path cache)
      throws IOException {
    var url = OnnxNatives.class.getResource(resource);
    if (url == null) {
      return null;
    }
    var connection = url.openConnection();
    long bytes = connection.getContentLengthLong();
    Path folder = cache.resolve("onnxruntime-" + version());
    Path file = folder.resolve(library);
    if (Files.exists(file) && Files.size(file) == bytes) {
      return file;
    }
    try (InputStream in = connection.getInputStream()) {
      AtomicFiles.write(
          file, unfinished -> Files.copy(in, unfinished, StandardCopyOption.REPLACE_EXISTING));
    }
    return file;
  }

  /// The version in the manifest of the jar, or another identifier if the manifest has none.
  private static String version() {
    var jar = ai.onnxruntime.OrtEnvironment.class.getProtectionDomain().getCodeSource();
    if (jar == null) {
      return "unknown";
    }
    String name = Path.of(jar.getLocation().getPath()).getFileName().toString();
    return name.replaceFirst("^onnxruntime-?", "").replaceFirst("\\.jar$", "");
  }

  private static String platform() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    String family = system.contains("win") ? "win" : system.contains("mac") ? "osx" : "linux";
    boolean arm = processor.equals("aarch64") || processor.equals("arm64");
    return family + (arm ? "-aarch64" : "-x64");
  }

  private static List<String> libraries() {
    return List.of(
        System.mapLibraryName("onnxruntime"), System.mapLibraryName("onnxruntime4j_jni"));
  }
}
