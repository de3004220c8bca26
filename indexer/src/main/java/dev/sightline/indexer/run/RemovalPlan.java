package dev.sightline.indexer.run;

import dev.sightline.indexer.report.IndexReport.KeptPhotos;
import dev.sightline.indexer.walk.ContentHash;
import dev.sightline.library.KnownFiles.Known;
import dev.sightline.library.RootHistory;
import dev.sightline.library.RootHistory.PendingRemoval;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// Decides whether missing photos of one root are removed at once. If at least [#FEW] photos of a
/// folder, and more than a quarter, are missing, it may be an accident: they stay until the next
/// full run finds the same, or until a run prunes. A folder here is the root, or a mount point
/// below it. Moved and excluded photos do not count.
///
/// For use by one thread: first [#stays] and [#gone] for every photo, then the other methods.
final class RemovalPlan {
  /// Fewer photos than this are always removed at once.
  static final int FEW = 5;

  /// More than one photo in this many is kept.
  static final int ONE_IN = 4;

  private final Map<Path, Folder> folders = new HashMap<>();
  private final boolean prune;

  private static final class Folder {
    private long others;
    private long gone;
    private long digest;
    private long justRemoved;
    private boolean confirmed;

    boolean isAccidental() {
      long leaving = gone + justRemoved;
      return gone >= FEW && leaving * ONE_IN > leaving + others;
    }

    PendingRemoval pending(Path path) {
      return new PendingRemoval(path, gone, HexFormat.of().toHexDigits(digest));
    }
  }

  /// @param prune whether all missing photos are removed
  RemovalPlan(boolean prune) {
    this.prune = prune;
  }

  private Folder folder(Path path) {
    return folders.computeIfAbsent(path, _ -> new Folder());
  }

  /// Counts photos of a folder that are present.
  void stays(Path folder, long photos) {
    folder(folder).others += photos;
  }

  /// Counts a missing photo of a folder.
  void gone(Path folder, Known photo) {
    Folder its = folder(folder);
    its.gone++;
    byte[] path = photo.file().path().toString().getBytes(StandardCharsets.UTF_8);
    its.digest += Long.parseUnsignedLong(ContentHash.of(path).substring(0, 16), 16);
  }

  /// Counts photos of a folder that the previous runs have just removed.
  void justRemoved(Path folder, long photos) {
    folder(folder).justRemoved += photos;
  }

  /// Folders with so many missing photos that their total matters.
  List<Path> suspects() {
    return folders.entrySet().stream()
        .filter(it -> it.getValue().gone >= FEW)
        .map(Map.Entry::getKey)
        .toList();
  }

  /// The number of missing photos of a folder.
  long gone(Path path) {
    Folder folder = folders.get(path);
    return folder == null ? 0 : folder.gone;
  }

  /// Confirms the removal of photos that the last full run found missing and kept.
  void confirm(RootHistory history) {
    for (PendingRemoval pending : history.pending()) {
      Folder folder = folders.get(pending.folder());
      if (folder != null && folder.pending(pending.folder()).equals(pending)) {
        folder.confirmed = true;
      }
    }
  }

  /// Whether the missing photos of a folder stay for now.
  boolean keeps(Path path) {
    Folder folder = folders.get(path);
    return folder != null && keeps(folder);
  }

  private boolean keeps(Folder folder) {
    return !prune && !folder.confirmed && folder.isAccidental();
  }

  /// The kept photos by folder.
  List<KeptPhotos> kept() {
    var kept = new ArrayList<KeptPhotos>();
    folders.forEach(
        (path, folder) -> {
          if (keeps(folder)) {
            kept.add(new KeptPhotos(path, folder.gone, folder.gone + folder.others));
          }
        });
    kept.sort(Comparator.comparing(KeptPhotos::folder));
    return kept;
  }

  /// The kept photos, for the history of the root.
  List<PendingRemoval> pending() {
    return folders.entrySet().stream()
        .filter(it -> keeps(it.getValue()))
        .map(it -> it.getValue().pending(it.getKey()))
        .sorted(Comparator.comparing(PendingRemoval::folder))
        .toList();
  }
}
