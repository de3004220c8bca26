package dev.sightline.cli.common;

import dev.sightline.engine.Sightline;

/// The name and version of this program.
public final class Version {
  /// The version of this build.
  public static final String NUMBER = Sightline.VERSION;

  /// The output of `--version`.
  public static final String TEXT = "sightline " + NUMBER;

  private Version() {}
}
