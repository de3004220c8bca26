package dev.sightline.cli.common;

import dev.sightline.engine.InstalledModels;
import dev.sightline.engine.ModelFolders;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Where things lie on this machine, by the habits of its system (on Linux the XDG base
/// directories).
///
/// @param defaultLibrary the library that is meant when none is named
/// @param modelFolders where models are looked for by name, first found first
/// @param cache what can be made again at any time
/// @param home where Sightline itself lies, with `models/` and `sample-data/`
public record Directories(Path defaultLibrary, List<Path> modelFolders, Path cache, Path home) {
  /// The model that comes with Sightline.
  public static final String BUNDLED_MODEL = "sightline-tiny";

  private static final String NAME = "sightline";

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

  /// Where pulled models are kept.
  public Path modelStore() {
    return modelFolders.getFirst();
  }

  /// The models on this machine.
  public InstalledModels models() {
    return new InstalledModels(modelFolderOptions());
  }

  /// Where models are, for the engine.
  public ModelFolders modelFolderOptions() {
    return new ModelFolders(modelFolders, bundledModel());
  }

  /// Where files that belong to libraries in clusters are kept.
  public Path clusters() {
    return modelStore().resolveSibling("clusters");
  }

  /// Where the bundled model lies.
  public Path bundledModel() {
    return home.resolve("models").resolve(BUNDLED_MODEL);
  }

  /// The pictures that the demo shows.
  public Path sampleData() {
    return home.resolve("sample-data");
  }

  /// The demo's own library; never the user's.
  public Path demoLibrary() {
    return home.resolve(".sightline").resolve("demo");
  }
}
