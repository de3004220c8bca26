package dev.sightline.cli.common;

import dev.sightline.library.LibraryModel;
import dev.sightline.models.ClipModel;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.models.store.DefaultModel;
import dev.sightline.models.store.ReferencedModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds the folder of a model by what the user, or a library, calls it.
public final class ModelFinder {
  private final Directories places;
  private final ReferencedModels references;

  public ModelFinder(Directories places) {
    this.places = places;
    this.references = new ReferencedModels(places.modelStore());
  }

  /// A model that has a name on this machine.
  ///
  /// @param referenced whether the folder is the user's own, known to the store by a note
  public record Installed(String name, Path folder, boolean referenced) {}

  /// The model to use: the one asked for, else the library's own, else the one that `models use`
  /// chose, else the bundled one.
  public ClipModel open(
      Optional<String> asked, Optional<LibraryModel> library, ModelOptions options) {
    return ClipModel.open(folder(asked, library), options);
  }

  /// The model of a command that measures models: as for a search in the library that is named.
  public ClipModel open(CommonOptions common) {
    var ofLibrary = Libraries.stateOf(common, places).map(state -> state.model());
    return open(common.model(), ofLibrary, common.modelOptions());
  }

  /// The folder of the model to use.
  public Path folder(Optional<String> asked, Optional<LibraryModel> library) {
    if (asked.isPresent()) {
      return byNameOrFolder(asked.get());
    }
    return library.map(this::ofLibrary).orElseGet(this::standard);
  }

  /// Whether a model is the one that comes with Sightline.
  public boolean isBundled(ClipModel model) {
    return model.description().folder().toAbsolutePath().normalize().equals(places.bundledModel());
  }

  /// The name of the model that new libraries are made with.
  public String standardName() {
    return new DefaultModel(places.modelStore()).name().orElse(Directories.BUNDLED_MODEL);
  }

  private Path standard() {
    Optional<String> chosen = new DefaultModel(places.modelStore()).name();
    if (chosen.isEmpty()) {
      return places.bundledModel();
    }
    return byName(chosen.get())
        .orElseThrow(
            () ->
                new ModelMissingException(
                    """
                    The model '%s', which 'models use' chose, is not on this machine any more. \
                    Choose one of %s with: sightline models use NAME\
                    """
                        .formatted(chosen.get(), String.join(", ", names()))));
  }

  private Path byNameOrFolder(String asked) {
    Optional<Path> named = byName(asked);
    if (named.isPresent()) {
      return named.get();
    }
    try {
      Path folder = Path.of(asked);
      if (Files.exists(folder)) {
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
    LibraryModels.requireReal(model);
    Optional<Path> location = locationOf(model);
    if (location.isPresent()) {
      return location.get();
    }
    return byName(model.name())
        .orElseThrow(
            () ->
                new ModelMissingException(
                    """
                    The library was made with model '%s', which is neither in %s nor among the \
                    installed models. Say where it is with --model DIR.\
                    """
                        .formatted(model.name(), model.location())));
  }

  /// Where the library last saw its model, if it is there: the library may come from another
  /// system, and then it is not.
  private static Optional<Path> locationOf(LibraryModel model) {
    try {
      return Optional.of(Path.of(model.location()))
          .filter(Path::isAbsolute)
          .filter(Files::isDirectory);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private Optional<Path> byName(String name) {
    return find(name).map(Installed::folder);
  }

  /// The model of this name, if it is on this machine.
  ///
  /// @throws ModelMissingException if the name is known but its folder has gone
  public Optional<Installed> find(String name) {
    if (!ReferencedModels.canBeName(name)) {
      return Optional.empty();
    }
    Optional<Installed> lying =
        places.modelFolders().stream()
            .map(store -> store.resolve(name))
            .filter(ModelFinder::looksLikeModel)
            .findFirst()
            .map(folder -> new Installed(name, folder, false));
    if (lying.isPresent()) {
      return lying;
    }
    Optional<ReferencedModels.Reference> reference = references.find(name);
    if (reference.isPresent() && !Files.isDirectory(reference.get().folder())) {
      throw new ModelMissingException(
          """
          The folder of model '%s' has gone: %s. Bring it back, or forget the name with: \
          sightline models remove %s\
          """
              .formatted(name, reference.get().folder(), name));
    }
    return reference.map(it -> new Installed(name, it.folder(), true));
  }

  /// The names of all models on this machine, in order.
  public List<String> names() {
    return all().stream().map(Installed::name).sorted().toList();
  }

  /// All models that have a name on this machine, those whose folder has gone included.
  public List<Installed> all() {
    var found = new ArrayList<Installed>();
    for (Path store : places.modelFolders()) {
      if (!Files.isDirectory(store)) {
        continue;
      }
      try (var entries = Files.list(store)) {
        entries
            .filter(ModelFinder::looksLikeModel)
            .sorted()
            .forEach(it -> found.add(new Installed(it.getFileName().toString(), it, false)));
      } catch (IOException e) {
        throw new UncheckedIOException("reading " + store, e);
      }
    }
    references.all().forEach(it -> found.add(new Installed(it.name(), it.folder(), true)));
    return found;
  }

  /// A hidden folder is a model that is still being pulled.
  private static boolean looksLikeModel(Path folder) {
    return ReferencedModels.canBeName(folder.getFileName().toString())
        && ClipModel.isModelFolder(folder);
  }

  /// A model that is not on this machine. Exit code 3.
  public static final class ModelMissingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ModelMissingException(String message) {
      super(message);
    }
  }
}
