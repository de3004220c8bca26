package dev.sightline.models;

import java.nio.file.Path;

/// Where the files that tests measure against lie.
final class Project {
  private static final Path ROOT =
      Path.of(System.getProperty("sightline.project", "..")).toAbsolutePath().normalize();

  private Project() {}

  static Path goldens(String name) {
    return ROOT.resolve("goldens").resolve(name);
  }

  static Path bundledModel() {
    return ROOT.resolve("models/sightline-tiny");
  }

  static Path fixture(String name) {
    return ROOT.resolve("models/src/test/fixtures").resolve(name);
  }
}
