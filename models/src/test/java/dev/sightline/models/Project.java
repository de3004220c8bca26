package dev.sightline.models;

import java.nio.file.Path;

/// Where the files that tests measure against lie.
public final class Project {
  private static final Path ROOT =
      Path.of(System.getProperty("sightline.project", "..")).toAbsolutePath().normalize();

  private Project() {}

  public static Path goldens(String name) {
    return ROOT.resolve("goldens").resolve(name);
  }

  public static Path bundledModel() {
    return ROOT.resolve("models/sightline-tiny");
  }

  public static Path fixture(String name) {
    return ROOT.resolve("models/src/test/fixtures").resolve(name);
  }
}
