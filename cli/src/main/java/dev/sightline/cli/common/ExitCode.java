package dev.sightline.cli.common;

/// Exit codes of commands; a contract with scripts.
public final class ExitCode {
  /// Success; for searches, something matched.
  public static final int OK = 0;

  /// Nothing matched, as with `grep`.
  public static final int NOTHING = 1;

  /// Wrong use, or input that cannot be used.
  public static final int USAGE = 2;

  /// The command failed.
  public static final int FAILED = 3;

  /// Interrupted by the user. What was done so far is kept.
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
