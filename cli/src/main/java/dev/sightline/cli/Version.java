package dev.sightline.cli;

/// What this program calls itself.
final class Version {
  /// The version of this build.
  static final String NUMBER = "0.1.0";

  /// What `--version` prints.
  static final String TEXT = "sightline " + NUMBER;

  private Version() {}
}
