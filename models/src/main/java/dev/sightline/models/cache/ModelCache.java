package dev.sightline.models.cache;

import dev.sightline.base.files.AtomicFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The cache of a model: a folder `.sightline` in the model folder. Everything in it can be
/// computed again, so a model folder that cannot be written only costs time.
public final class ModelCache {
  private final Path folder;

  /// @param modelFolder the folder of the model
  public ModelCache(Path modelFolder) {
    this.folder = modelFolder.resolve(".sightline");
  }

  /// The path of a cached file, which need not exist.
  public Path file(String name) {
    return folder.resolve(name);
  }

  /// The text stored under a name; empty if there is none that can be read.
  public Optional<String> read(String name) {
    try {
      return Optional.of(Files.readString(file(name)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// Writes a text under a name, as UTF-8; all or nothing.
  public void write(String name, String text) {
    write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /// Writes bytes under a name, all or nothing, because two programs may start at the same time.
  public void write(String name, byte[] bytes) {
    try {
      AtomicFiles.write(file(name), bytes);
    } catch (IOException e) {
      // A model folder may be read-only; then the work is done again at the next start.
    }
  }
}
