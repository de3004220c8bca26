package dev.sightline.engine;

import java.nio.file.Path;
import java.util.List;

/// Where models are on this machine.
///
/// @param folders folders whose sub-folders are models, searched in this order; the first one is
///     the model store, into which models are pulled
/// @param bundled folder of the model that is used when nothing else is chosen
public record ModelFolders(List<Path> folders, Path bundled) {
  /// Copies the list.
  ///
  /// @throws IllegalArgumentException if there is no folder
  public ModelFolders {
    folders = List.copyOf(folders);
    if (folders.isEmpty()) {
      throw new IllegalArgumentException("at least one model folder is needed: the model store");
    }
  }

  /// The folder into which models are pulled; need not exist.
  public Path store() {
    return folders.getFirst();
  }
}
