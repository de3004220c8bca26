package dev.sightline.cli.doctor;

/// The result of one check of `doctor`.
///
/// @param area `versions`, `processor`, `model`, `library`, `formats` or `speed`
/// @param name what was checked
/// @param state the verdict
/// @param value what was found, one line
/// @param fix what to do about it, a sentence; blank if there is nothing to do
record CheckResult(String area, String name, State state, String value, String fix) {
  /// The verdict of a check.
  enum State {
    /// Works.
    OK,
    /// Missing, and not needed by everyone.
    OPTIONAL,
    /// Needed, and not working.
    BROKEN
  }

  static CheckResult ok(String area, String name, String value) {
    return new CheckResult(area, name, State.OK, value, "");
  }

  static CheckResult optional(String area, String name, String value, String fix) {
    return new CheckResult(area, name, State.OPTIONAL, value, fix);
  }

  static CheckResult broken(String area, String name, String value, String fix) {
    return new CheckResult(area, name, State.BROKEN, value, fix);
  }
}
