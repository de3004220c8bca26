package dev.sightline.models.store.download;

import dev.sightline.models.store.catalogue.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Small text files that are there whole or not at all.
public final class AtomicText {
  private AtomicText() {}

  /// @throws StoreException if the disk refuses; what was there before is still there
  public static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Path unfinished = Files.createTempFile(file.getParent(), ".writing", null);
      try {
        Files.writeString(unfinished, text);
        Files.move(
            unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      throw StoreException.notKept(file, e);
    }
  }
}
