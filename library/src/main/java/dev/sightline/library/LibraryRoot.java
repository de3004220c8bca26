package dev.sightline.library;

import java.nio.file.Path;
import java.util.List;

/// A folder that a library is kept true to.
///
/// @param folder absolute, links resolved
/// @param excludes globs that are left out below it, relative to it
/// @param allFolders whether folders that other programs keep for themselves are entered too
public record LibraryRoot(Path folder, List<String> excludes, boolean allFolders) {
  /// Copies the list.
  public LibraryRoot {
    excludes = List.copyOf(excludes);
  }

  /// A root whose folders of other programs are not entered.
  public LibraryRoot(Path folder, List<String> excludes) {
    this(folder, excludes, false);
  }

  /// The same root at another folder.
  public LibraryRoot at(Path other) {
    return new LibraryRoot(other, excludes, allFolders);
  }
}
