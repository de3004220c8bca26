package dev.sightline.indexer.walk;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/// The rules of what is excluded below one root: hidden files, [IgnoredFolders], and the globs of
/// the root. Immutable.
public final class WalkRules {
  private final Path root;
  private final List<PathMatcher> excludes;
  private final boolean allFolders;

  /// The rules of one root.
  ///
  /// @param root the folder that globs with a slash are relative to
  /// @param excludes globs of [java.nio.file.FileSystem#getPathMatcher]; one without a slash
  ///     matches the name of a file or folder, one with a slash its path relative to the root
  /// @throws IllegalArgumentException if a glob is invalid; the message names it
  public WalkRules(Path root, List<String> excludes) {
    this(root, excludes, false);
  }

  /// The rules of one root, optionally without [IgnoredFolders].
  ///
  /// @param allFolders whether [IgnoredFolders] are entered
  WalkRules(Path root, List<String> excludes, boolean allFolders) {
    this.root = root;
    this.allFolders = allFolders;
    this.excludes = excludes.stream().map(WalkRules::matcher).toList();
  }

  private static PathMatcher matcher(String glob) {
    try {
      var matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
      return glob.contains("/") ? matcher : path -> matcher.matches(path.getFileName());
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "'%s' is not a glob: %s".formatted(glob, e.getDescription()), e);
    }
  }

  /// Whether a folder is entered.
  ///
  /// @param folder at or below the root
  public boolean entersFolder(Path folder) {
    return takes(folder) && (allFolders || !IgnoredFolders.isIgnored(folder));
  }

  /// Whether a folder is excluded if it contains a file `.nomedia`. The root itself never is.
  boolean respectsNoMedia(Path folder) {
    return !allFolders && !folder.equals(root);
  }

  /// Whether a file or folder is not excluded.
  ///
  /// @param entry below the root
  public boolean takes(Path entry) {
    if (entry.getFileName().toString().startsWith(".")) {
      return false;
    }
    if (excludes.isEmpty()) {
      return true; // avoids computing the relative path for every file
    }
    Path fromRoot = root.relativize(entry);
    return excludes.stream().noneMatch(exclude -> exclude.matches(fromRoot));
  }
}
