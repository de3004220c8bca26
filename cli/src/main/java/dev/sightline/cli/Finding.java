package dev.sightline.cli;

/// One thing that `doctor` looked at.
///
/// @param area what it belongs to: `versions`, `processor`, `model`, `library`, `formats`, `speed`
/// @param name what was looked at
/// @param state how it is
/// @param value what was found, one line
/// @param fix what to do about it, a sentence; blank when there is nothing to do
record Finding(String area, String name, State state, String value, String fix) {
  /// How a thing is.
  enum State {
    /// As it should be.
    OK,
    /// Not there, and not needed by everyone.
    OPTIONAL,
    /// Needed and not working.
    BROKEN
  }

  static Finding ok(String area, String name, String value) {
    return new Finding(area, name, State.OK, value, "");
  }

  static Finding optional(String area, String name, String value, String fix) {
    return new Finding(area, name, State.OPTIONAL, value, fix);
  }

  static Finding broken(String area, String name, String value, String fix) {
    return new Finding(area, name, State.BROKEN, value, fix);
  }
}
