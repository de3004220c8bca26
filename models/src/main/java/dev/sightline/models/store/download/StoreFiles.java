package dev.sightline.models.store.download;

import dev.sightline.base.files.AtomicFiles;
import dev.sightline.models.store.catalogue.StoreException;
import java.io.IOException;
import java.nio.file.Path;

/// Writes the small text files of the model store.
public final class StoreFiles {
  private StoreFiles() {}

  /// Replaces the content of a file, completely or not at all.
  ///
  /// @throws StoreException if it cannot be written; the previous content stays
  public static void write(Path file, String text) {
    try {
      AtomicFiles.writeDurably(file, text);
    } catch (IOException e) {
      throw StoreException.storeNotWritable(file, e);
    }
  }
}
