package dev.sightline.cli.common;

import dev.sightline.engine.Sightline;

/// What this program calls itself.
public final class Version {
  /// The version of this build.
  public static final String NUMBER = Sightline.VERSION;

  /// What `--version` prints.
  public static final String TEXT = "sightline " + NUMBER;

  private Version() {}
}
