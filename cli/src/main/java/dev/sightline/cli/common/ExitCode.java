package dev.sightline.cli.common;

/// What a command's exit says; a contract with scripts.
public final class ExitCode {
  /// Done, or something matched.
  public static final int OK = 0;

  /// Nothing matched, as `grep` says it.
  public static final int NOTHING = 1;

  /// Wrong use or bad input.
  public static final int USAGE = 2;

  /// It could not be done.
  public static final int FAILED = 3;

  /// Stopped by the user; what was done so far is kept.
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
