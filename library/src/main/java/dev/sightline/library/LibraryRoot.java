package dev.sightline.library;

import java.nio.file.Path;
import java.util.List;

/// A folder whose images a library indexes.
///
/// @param folder absolute, links resolved
/// @param excludes globs of excluded paths, relative to the folder
/// @param allFolders whether folders that other programs use internally are entered too
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
