package dev.sightline.models.cache;

import dev.sightline.base.files.AtomicFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What Sightline works out once about a model and keeps beside its files, in a folder
/// `.sightline`. Everything here can be made again, so a model folder that cannot be written only
/// costs time.
public final class ModelCache {
  private final Path folder;

  public ModelCache(Path modelFolder) {
    this.folder = modelFolder.resolve(".sightline");
  }

  public Path file(String name) {
    return folder.resolve(name);
  }

  /// The text kept under this name, if there is any that can be read.
  public Optional<String> read(String name) {
    try {
      return Optional.of(Files.readString(file(name)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  public void write(String name, String text) {
    write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /// Keeps bytes under a name, all or nothing: two programs may start at once.
  public void write(String name, byte[] bytes) {
    try {
      AtomicFiles.write(file(name), bytes);
    } catch (IOException e) {
      // A read-only model is a usable model: the work is done again at the next start.
    }
  }
}
