package dev.sightline.cli;

import dev.sightline.library.LibraryModel;
import dev.sightline.models.ClipModel;
import dev.sightline.models.ModelOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds the folder of a model by what the user, or a library, calls it.
final class ModelFinder {
  private final Places places;

  ModelFinder(Places places) {
    this.places = places;
  }

  /// The model to use: the one asked for, else the library's own, else the bundled one.
  ClipModel open(Optional<String> asked, Optional<LibraryModel> library, ModelOptions options) {
    if (asked.isPresent()) {
      return ClipModel.open(byNameOrFolder(asked.get()), options);
    }
    return ClipModel.open(library.map(this::ofLibrary).orElse(places.bundledModel()), options);
  }

  /// Whether a model is the one that comes with Sightline.
  boolean isBundled(ClipModel model) {
    return model.description().folder().toAbsolutePath().normalize().equals(places.bundledModel());
  }

  private Path byNameOrFolder(String asked) {
    Optional<Path> named = byName(asked);
    if (named.isPresent()) {
      return named.get();
    }
    try {
      Path folder = Path.of(asked);
      if (Files.isDirectory(folder)) {
        return folder.toAbsolutePath().normalize();
      }
    } catch (InvalidPathException e) {
      // not a folder's name either; said below
    }
    throw new UsageException(
        "There is no model '%s': neither a folder nor one of %s."
            .formatted(asked, String.join(", ", names())));
  }

  private Path ofLibrary(LibraryModel model) {
    Path location = Path.of(model.location());
    if (Files.isDirectory(location)) {
      return location;
    }
    return byName(model.name())
        .orElseThrow(
            () ->
                new ModelMissingException(
                    """
                    The library was made with model '%s', which is neither in %s nor among the \
                    installed models. Say where it is with --model DIR.\
                    """
                        .formatted(model.name(), location)));
  }

  private Optional<Path> byName(String name) {
    if (name.isBlank() || name.contains("/") || name.contains("\\") || name.startsWith(".")) {
      return Optional.empty();
    }
    return places.modelFolders().stream()
        .map(folder -> folder.resolve(name))
        .filter(ModelFinder::looksLikeModel)
        .findFirst();
  }

  /// The names of all installed models, in order.
  List<String> names() {
    return folders().stream().map(folder -> folder.getFileName().toString()).sorted().toList();
  }

  /// The folders of all installed models.
  List<Path> folders() {
    var found = new ArrayList<Path>();
    for (Path store : places.modelFolders()) {
      if (!Files.isDirectory(store)) {
        continue;
      }
      try (var entries = Files.list(store)) {
        entries.filter(ModelFinder::looksLikeModel).sorted().forEach(found::add);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException("reading " + store, e);
      }
    }
    return found;
  }

  /// A hidden folder is a model that is still being pulled.
  private static boolean looksLikeModel(Path folder) {
    return !folder.getFileName().toString().startsWith(".")
        && Files.isRegularFile(folder.resolve("config.json"));
  }

  /// A library's model that is not on this machine. Exit code 3.
  static final class ModelMissingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ModelMissingException(String message) {
      super(message);
    }
  }
}
