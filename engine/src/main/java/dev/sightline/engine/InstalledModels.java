package dev.sightline.engine;

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

/// The models on this machine, found by name, by folder, or by what a library says of its model.
/// Reads the folders at each call. Safe for concurrent use.
public final class InstalledModels {
  private final ModelFolders folders;
  private final ReferencedModels references;

  /// @param folders where to look
  public InstalledModels(ModelFolders folders) {
    this.folders = folders;
    this.references = new ReferencedModels(folders.store());
  }

  /// An installed model.
  ///
  /// @param name unique on this machine
  /// @param folder may be missing if `referenced`
  ///
  /// @param referenced whether the folder is the user's own, known to the store by a note
  public record Installed(String name, Path folder, boolean referenced) {}

  /// Opens the model to use: the one asked for, else the library's own, else the default for new
  /// libraries. The caller closes it.
  ///
  /// @param asked a name or a folder
  /// @param library the model that a library was made with
  /// @throws UnknownModelException if the model asked for does not exist
  /// @throws ModelMissingException if the library's model, or the default one, is not here
  /// @throws dev.sightline.models.layout.InvalidModelException if it cannot be used
  public ClipModel open(
      Optional<String> asked, Optional<LibraryModel> library, ModelOptions options) {
    return ClipModel.open(folder(asked, library), options);
  }

  /// The folder of the model to use; see [#open].
  ///
  /// @throws UnknownModelException if the model asked for does not exist
  /// @throws ModelMissingException if the library's model, or the default one, is not here
  public Path folder(Optional<String> asked, Optional<LibraryModel> library) {
    if (asked.isPresent()) {
      return byNameOrFolder(asked.get());
    }
    return library.map(this::ofLibrary).orElseGet(this::standard);
  }

  /// Whether a model is the one that comes with Sightline.
  public boolean isBundled(ClipModel model) {
    return model
        .description()
        .folder()
        .toAbsolutePath()
        .normalize()
        .equals(folders.bundled().toAbsolutePath().normalize());
  }

  /// The name of the model that new libraries are made with.
  public String standardName() {
    return new DefaultModel(folders.store())
        .name()
        .orElse(folders.bundled().getFileName().toString());
  }

  private Path standard() {
    Optional<String> chosen = new DefaultModel(folders.store()).name();
    if (chosen.isEmpty()) {
      return folders.bundled();
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
    throw new UnknownModelException(
        "There is no model '%s': neither a folder nor one of %s."
            .formatted(asked, String.join(", ", names())));
  }

  private Path ofLibrary(LibraryModel model) {
    requireModel(model);
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
        folders.folders().stream()
            .map(store -> store.resolve(name))
            .filter(InstalledModels::looksLikeModel)
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
    for (Path store : folders.folders()) {
      if (!Files.isDirectory(store)) {
        continue;
      }
      try (var entries = Files.list(store)) {
        entries
            .filter(InstalledModels::looksLikeModel)
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

  /// Checks that a library was made with a model.
  ///
  /// @throws ModelMissingException if its vectors were imported without one
  public static void requireModel(LibraryModel model) {
    if (model.isSynthetic()) {
      throw new ModelMissingException(
          """
          The vectors of this library were imported without a model (--synthetic-model): no \
          sentence and no picture can be compared with them. To measure: sightline eval ann\
          """);
    }
  }
}
