package dev.sightline.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/// Files that a user names.
final class InputFiles {
  private InputFiles() {}

  /// Refuses a name that is no file.
  ///
  /// @throws UsageException if there is no such file
  static void require(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new UsageException("There is no file %s.".formatted(Console.visible(file)));
    }
  }
}
