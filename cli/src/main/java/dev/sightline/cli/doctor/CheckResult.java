package dev.sightline.cli.doctor;

/// One thing that `doctor` looked at.
///
/// @param area what it belongs to: `versions`, `processor`, `model`, `library`, `formats`, `speed`
/// @param name what was looked at
/// @param state how it is
/// @param value what was found, one line
/// @param fix what to do about it, a sentence; blank when there is nothing to do
record CheckResult(String area, String name, State state, String value, String fix) {
  /// How a thing is.
  enum State {
    /// As it should be.
    OK,
    /// Not there, and not needed by everyone.
    OPTIONAL,
    /// Needed and not working.
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
