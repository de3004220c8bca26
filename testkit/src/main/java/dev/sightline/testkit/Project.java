package dev.sightline.testkit;

import java.nio.file.Path;

/// Paths of the checkout that tests read. The build sets the system property `sightline.project` to
/// its root.
public final class Project {
  private static final Path ROOT =
      Path.of(System.getProperty("sightline.project", "..")).toAbsolutePath().normalize();

  private Project() {}

  /// The root of the checkout, absolute.
  public static Path root() {
    return ROOT;
  }

  /// A file or folder below `testkit/goldens`, which holds the values that results are compared
  /// with.
  public static Path goldens(String name) {
    return ROOT.resolve("testkit/goldens").resolve(name);
  }

  /// The folder of the bundled model.
  public static Path bundledModel() {
    return ROOT.resolve("models/sightline-tiny");
  }

  /// The folder of the sample photos; [SamplePhotos] says what is in it.
  public static Path samplePhotos() {
    return ROOT.resolve("sample-data");
  }

  /// A model folder that the tests of `models` are made for.
  public static Path modelFixture(String name) {
    return ROOT.resolve("models/src/test/fixtures").resolve(name);
  }
}
