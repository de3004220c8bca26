package dev.sightline.models.store;

import dev.sightline.models.store.catalogue.StoreException;
import dev.sightline.models.store.download.StoreFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The name of the model that new libraries are made with: one line in the store's file `.default`.
public final class DefaultModel {
  private final Path file;

  /// @param store the folder of the store, created when a name is first stored
  public DefaultModel(Path store) {
    this.file = store.resolve(".default");
  }

  /// The name of the default model, if one was chosen.
  ///
  /// @throws StoreException if the file cannot be read
  public Optional<String> name() {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(file).strip()).filter(name -> !name.isEmpty());
    } catch (IOException e) {
      throw StoreException.damagedFile(file, e);
    }
  }

  /// Stores the name of the default model.
  ///
  /// @throws StoreException if it cannot be written; the previous choice stays
  public void choose(String name) {
    StoreFiles.write(file, name + "\n");
  }
}
