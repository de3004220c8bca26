package dev.sightline.cli;

/// What a command's exit says; a contract with scripts.
final class ExitCode {
  /// Done, or something matched.
  static final int OK = 0;

  /// Nothing matched, as `grep` says it.
  static final int NOTHING = 1;

  /// Wrong use or bad input.
  static final int USAGE = 2;

  /// It could not be done.
  static final int FAILED = 3;

  /// Stopped by the user; what was done so far is kept.
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
