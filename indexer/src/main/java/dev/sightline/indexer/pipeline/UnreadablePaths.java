package dev.sightline.indexer.pipeline;

import dev.sightline.indexer.report.SkippedFile;
import dev.sightline.library.image.QuarantineReason;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Paths that a run could not look at: folders without permission, sidecars, names that cannot be
/// stored, and links that a partial walk does not enter. Nothing at or below such a path is known
/// to be missing. Safe for concurrent use.
public final class UnreadablePaths {
  private static final char REPLACEMENT = '\ufffd';

  private final List<SkippedFile> all = new ArrayList<>();
  private final List<SkippedFile> unvisited = new ArrayList<>();
  private final List<Path> links = new ArrayList<>();

  /// Adds a sidecar or Takeout file that cannot be read.
  ///
  /// @param detail one sentence for users
  public synchronized void addSidecar(Path path, String detail) {
    all.add(SkippedFile.of(path, QuarantineReason.UNREADABLE, detail));
  }

  /// Adds a path that the walk could not visit.
  ///
  /// @param detail one sentence for users
  public synchronized void addUnvisited(Path path, String detail) {
    var skipped = SkippedFile.of(asText(path), QuarantineReason.UNREADABLE, detail);
    all.add(skipped);
    unvisited.add(skipped);
  }

  /// Adds a linked folder that a walk of a part did not enter.
  public synchronized void addLink(Path folder) {
    links.add(folder);
  }

  /// The linked folders that were not entered.
  public synchronized List<Path> links() {
    return List.copyOf(links);
  }

  /// All paths that could not be read, in the order in which they were added.
  public synchronized List<SkippedFile> all() {
    return List.copyOf(all);
  }

  /// The paths that the walk could not visit.
  public synchronized List<SkippedFile> unvisited() {
    return List.copyOf(unvisited);
  }

  /// The same as a set, without the reasons.
  public synchronized Set<Path> unvisitedPaths() {
    return unvisited.stream().map(SkippedFile::path).collect(Collectors.toSet());
  }

  /// Whether a path is, or lies below, one that could not be looked at.
  public synchronized boolean cover(Path path) {
    return links.stream().anyMatch(path::startsWith)
        || all.stream().anyMatch(it -> path.startsWith(it.path()));
  }

  /// Whether the name of a path is valid in the encoding of the system, so that a library can store
  /// it. An invalid name reads as text with a replacement character; only then are the two
  /// compared.
  public static boolean isStorable(Path path) {
    String text = path.toString();
    if (text.indexOf(REPLACEMENT) < 0) {
      return true;
    }
    try {
      return Path.of(text).equals(path);
    } catch (InvalidPathException e) {
      return false; // the system's encoding does not have the replacement character
    }
  }

  /// A path that a library can store: an invalid name is replaced by what is shown for it.
  private static Path asText(Path path) {
    try {
      return Path.of(path.toString());
    } catch (InvalidPathException e) {
      return Path.of(path.toString().replace(REPLACEMENT, '?'));
    }
  }
}
