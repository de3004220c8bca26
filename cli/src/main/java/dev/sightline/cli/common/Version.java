package dev.sightline.cli.common;

/// What this program calls itself.
public final class Version {
  /// The version of this build.
  public static final String NUMBER = "0.1.0";

  /// What `--version` prints.
  public static final String TEXT = "sightline " + NUMBER;

  private Version() {}
}
