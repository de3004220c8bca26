package dev.sightline.cli.common;

import java.nio.file.Files;
import java.nio.file.Path;

/// Checks files that a user names.
public final class InputFiles {
  private InputFiles() {}

  /// Refuses a name that is not a file.
  ///
  /// @throws UsageException if there is no such file
  public static void require(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new UsageException("There is no file %s.".formatted(Console.visible(file)));
    }
  }
}
