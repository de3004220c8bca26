package dev.sightline.indexer;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

/// What is left out below one root: what every photo program leaves out, and the root's own globs.
public final class WalkRules {
  /// Folders of thumbnails and deleted files that NAS systems and desktops make.
  private static final Set<String> NEVER_ENTERED =
      Set.of(
          "@eadir", "#recycle", "$recycle.bin", "lost+found", "trash", "system volume information");

  private final Path root;
  private final List<PathMatcher> excludes;

  /// The rules of one root.
  ///
  /// @param root that paths with a slash in `excludes` begin at
  /// @param excludes globs as of [java.nio.file.FileSystem#getPathMatcher]; one without a slash is
  ///     matched with the file's or folder's own name, one with a slash with its path from the root
  /// @throws IllegalArgumentException if a glob cannot be read; the message names it
  public WalkRules(Path root, List<String> excludes) {
    this.root = root;
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
    return !NEVER_ENTERED.contains(folder.getFileName().toString().toLowerCase(Locale.ROOT))
        && takes(folder);
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
