package dev.sightline.library;

import java.nio.file.Path;
import java.util.List;

/// A folder that a library is kept true to.
///
/// @param folder absolute, links resolved
/// @param excludes globs that are left out below it, relative to it
public record LibraryRoot(Path folder, List<String> excludes) {
  /// Copies the list.
  public LibraryRoot {
    excludes = List.copyOf(excludes);
  }
}
