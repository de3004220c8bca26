package dev.sightline.library.maintenance;

import dev.sightline.base.files.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// The files of label sets and concepts of a library, which are copied when libraries are merged.
final class CustomFilterFolder {
  private CustomFilterFolder() {}

  /// Copies the files that the target does not have, each all or nothing.
  ///
  /// @throws IOException if one cannot be read or written
  static void copyMissing(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    List<Path> files;
    try (var all = Files.walk(from)) {
      files =
          all.filter(Files::isRegularFile)
              .filter(it -> !it.toString().endsWith(AtomicFiles.UNFINISHED))
              .toList();
    }
    for (Path file : files) {
      Path target = to.resolve(from.relativize(file).toString());
      if (!Files.exists(target)) {
        AtomicFiles.writeDurably(
            target,
            unfinished -> Files.copy(file, unfinished, StandardCopyOption.REPLACE_EXISTING));
      }
    }
  }
}
