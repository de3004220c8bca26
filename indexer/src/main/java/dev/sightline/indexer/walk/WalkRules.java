package dev.sightline.indexer.walk;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/// What is left out below one root: hidden files, [IgnoredFolders], and the root's own globs.
public final class WalkRules {
  private final Path root;
  private final List<PathMatcher> excludes;
  private final boolean allFolders;

  /// The rules of one root.
  ///
  /// @param root that paths with a slash in `excludes` begin at
  /// @param excludes globs as of [java.nio.file.FileSystem#getPathMatcher]; one without a slash is
  ///     matched with the file's or folder's own name, one with a slash with its path from the root
  /// @throws IllegalArgumentException if a glob cannot be read; the message names it
  public WalkRules(Path root, List<String> excludes) {
    this(root, excludes, false);
  }

  /// The rules of one root that may be walked into folders of other programs too.
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

  /// Whether a folder is walked into.
  ///
  /// @param folder at or below the root
  public boolean entersFolder(Path folder) {
    return takes(folder) && (allFolders || !IgnoredFolders.isIgnored(folder));
  }

  /// Whether a folder that holds a file `.nomedia` is left out. The root itself never is: it was
  /// named.
  boolean heedsNoMedia(Path folder) {
    return !allFolders && !folder.equals(root);
  }

  /// Whether a file or folder counts.
  ///
  /// @param entry below the root
  public boolean takes(Path entry) {
    if (entry.getFileName().toString().startsWith(".")) {
      return false;
    }
    if (excludes.isEmpty()) {
      return true; // the path from the root is not worth making for every file
    }
    Path fromRoot = root.relativize(entry);
    return excludes.stream().noneMatch(exclude -> exclude.matches(fromRoot));
  }
}
