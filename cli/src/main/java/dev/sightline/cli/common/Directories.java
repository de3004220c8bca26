package dev.sightline.cli.common;

import dev.sightline.engine.InstalledModels;
import dev.sightline.engine.ModelFolders;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The folders of Sightline on this machine, by the conventions of the system (on Linux the XDG
/// base directories).
///
/// @param defaultLibrary the library of commands that name none
/// @param modelFolders folders of models by name; the first one that has a name wins
/// @param cache files that can be made again at any time
/// @param home where Sightline is installed, with `models/` and `sample-data/`
public record Directories(Path defaultLibrary, List<Path> modelFolders, Path cache, Path home) {
  /// The name of the bundled model.
  public static final String BUNDLED_MODEL = "sightline-tiny";

  private static final String NAME = "sightline";

  /// The folders of this machine, from its environment and system.
  public static Directories ofThisMachine() {
    return of(System.getenv(), System.getProperty("os.name", ""));
  }

  static Directories of(Map<String, String> environment, String system) {
    String lower = system.toLowerCase(Locale.ROOT);
    var user = Path.of(System.getProperty("user.home"));
    Path data;
    Path cache;
    if (lower.contains("mac")) {
      data = user.resolve("Library/Application Support");
      cache = user.resolve("Library/Caches");
    } else if (lower.contains("win")) {
      data = folder(environment, "LOCALAPPDATA").orElse(user.resolve("AppData/Local"));
      cache = data.resolve("Cache");
    } else {
      data = folder(environment, "XDG_DATA_HOME").orElse(user.resolve(".local/share"));
      cache = folder(environment, "XDG_CACHE_HOME").orElse(user.resolve(".cache"));
    }
    var home = Path.of(System.getProperty("sightline.home", ".")).toAbsolutePath().normalize();
    Path library =
        folder(environment, "SIGHTLINE_LIBRARY").orElse(data.resolve(NAME).resolve("default"));
    return new Directories(
        library.toAbsolutePath().normalize(),
        List.of(data.resolve(NAME).resolve("models"), home.resolve("models")),
        cache.resolve(NAME),
        home);
  }

  private static Optional<Path> folder(Map<String, String> environment, String variable) {
    return Optional.ofNullable(environment.get(variable))
        .filter(value -> !value.isBlank())
        .map(Path::of);
  }

  /// The folder of pulled models.
  public Path modelStore() {
    return modelFolders.getFirst();
  }

  /// The models on this machine.
  public InstalledModels models() {
    return new InstalledModels(modelFolderOptions());
  }

  /// The folders of models, for the engine.
  public ModelFolders modelFolderOptions() {
    return new ModelFolders(modelFolders, bundledModel());
  }

  /// The folder of files that belong to libraries in clusters.
  public Path clusters() {
    return modelStore().resolveSibling("clusters");
  }

  /// The folder of the bundled model.
  public Path bundledModel() {
    return home.resolve("models").resolve(BUNDLED_MODEL);
  }

  /// The photos of the demo.
  public Path sampleData() {
    return home.resolve("sample-data");
  }

  /// The library of the demo. It is never the user's library.
  public Path demoLibrary() {
    return home.resolve(".sightline").resolve("demo");
  }
}
