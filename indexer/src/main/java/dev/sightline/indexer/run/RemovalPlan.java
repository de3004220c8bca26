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

/// Decides whether photos of one root that are gone leave the library at once. At least [#FEW] of
/// one folder that are more than a quarter of its photos may be an accident: they stay until the
/// next full run finds the same, or the run is told to prune. A folder here is the root, or a mount
/// point below it. Moved and excluded photos do not count.
///
/// For use by one thread: first [#stays] and [#gone] for every photo, then the questions.
final class RemovalPlan {
  /// Fewer photos than this are always removed at once.
  static final int FEW = 5;

  /// More photos than one in this many are asked for.
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

  /// @param prune whether everything that is gone is removed
  RemovalPlan(boolean prune) {
    this.prune = prune;
  }

  private Folder folder(Path path) {
    return folders.computeIfAbsent(path, _ -> new Folder());
  }

  /// Counts known photos of a folder that stay.
  void stays(Path folder, long photos) {
    folder(folder).others += photos;
  }

  /// Counts a photo of a folder that is gone.
  void gone(Path folder, Known photo) {
    Folder its = folder(folder);
    its.gone++;
    byte[] path = photo.file().path().toString().getBytes(StandardCharsets.UTF_8);
    its.digest += Long.parseUnsignedLong(ContentHash.of(path).substring(0, 16), 16);
  }

  /// Counts photos of a folder that runs just before this one have removed.
  void justRemoved(Path folder, long photos) {
    folder(folder).justRemoved += photos;
  }

  /// Folders of which so many photos are gone that it matters how many they had.
  List<Path> suspects() {
    return folders.entrySet().stream()
        .filter(it -> it.getValue().gone >= FEW)
        .map(Map.Entry::getKey)
        .toList();
  }

  /// How many photos of a folder are gone.
  long gone(Path path) {
    Folder folder = folders.get(path);
    return folder == null ? 0 : folder.gone;
  }

  /// Takes what the last full run had kept: the same is removed now.
  void confirm(RootHistory history) {
    for (PendingRemoval pending : history.pending()) {
      Folder folder = folders.get(pending.folder());
      if (folder != null && folder.pending(pending.folder()).equals(pending)) {
        folder.confirmed = true;
      }
    }
  }

  /// Whether photos of a folder that are gone stay for now.
  boolean keeps(Path path) {
    Folder folder = folders.get(path);
    return folder != null && keeps(folder);
  }

  private boolean keeps(Folder folder) {
    return !prune && !folder.confirmed && folder.isAccidental();
  }

  /// What is kept, by folder.
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

  /// What the next full run shall know.
  List<PendingRemoval> pending() {
    return folders.entrySet().stream()
        .filter(it -> keeps(it.getValue()))
        .map(it -> it.getValue().pending(it.getKey()))
        .sorted(Comparator.comparing(PendingRemoval::folder))
        .toList();
  }
}
