package dev.sightline.library;

import dev.sightline.library.image.StoredPath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a full index run stores about a root for the next one.
///
/// @param root the root's folder
/// @param mountPoints folders at or below the root where a file system was mounted
/// @param pending photos that were missing and kept because they were many
public record RootHistory(Path root, List<Path> mountPoints, List<PendingRemoval> pending) {
  /// Copies the lists.
  public RootHistory {
    mountPoints = List.copyOf(mountPoints);
    pending = List.copyOf(pending);
  }

  /// Photos of one folder that a full run found missing and kept. The next full run removes them if
  /// exactly the same are missing.
  ///
  /// @param folder a root or a mount point below one
  /// @param photos number of photos
  /// @param digest hash of their paths, independent of the order
  public record PendingRemoval(Path folder, long photos, String digest) {}

  /// The same for a moved root.
  public RootHistory moved(PathMapping mapping) {
    return new RootHistory(
        mapping.pathOf(root), mountPoints.stream().map(mapping::pathOf).toList(), List.of());
  }

  /// The same without a mount point; unchanged if the folder is not one.
  public RootHistory without(Path folder) {
    return new RootHistory(
        root,
        mountPoints.stream().filter(it -> !it.equals(folder)).toList(),
        pending.stream().filter(it -> !it.folder().equals(folder)).toList());
  }

  /// Writes `root`, `mount.M`, `pending.M.folder`, `pending.M.photos` and `pending.M.digest`.
  void put(String prefix, Map<String, String> data) {
    data.put(prefix + "root", StoredPath.text(root));
    for (int m = 0; m < mountPoints.size(); m++) {
      data.put(prefix + "mount." + m, StoredPath.text(mountPoints.get(m)));
    }
    for (int m = 0; m < pending.size(); m++) {
      PendingRemoval removal = pending.get(m);
      String at = prefix + "pending." + m;
      data.put(at + ".folder", StoredPath.text(removal.folder()));
      data.put(at + ".photos", Long.toString(removal.photos()));
      data.put(at + ".digest", removal.digest());
    }
  }

  /// Reads what [#put] wrote.
  static List<RootHistory> read(Map<String, String> data) {
    var histories = new ArrayList<RootHistory>();
    String root;
    while ((root = data.get("history." + histories.size() + ".root")) != null) {
      String prefix = "history." + histories.size() + ".";
      histories.add(
          new RootHistory(StoredPath.read(root), mountPoints(prefix, data), pending(prefix, data)));
    }
    return histories;
  }

  private static List<Path> mountPoints(String prefix, Map<String, String> data) {
    var mountPoints = new ArrayList<Path>();
    String mountPoint;
    while ((mountPoint = data.get(prefix + "mount." + mountPoints.size())) != null) {
      mountPoints.add(StoredPath.read(mountPoint));
    }
    return mountPoints;
  }

  private static List<PendingRemoval> pending(String prefix, Map<String, String> data) {
    var pending = new ArrayList<PendingRemoval>();
    String folder;
    while ((folder = data.get(prefix + "pending." + pending.size() + ".folder")) != null) {
      String at = prefix + "pending." + pending.size();
      pending.add(
          new PendingRemoval(
              StoredPath.read(folder),
              Long.parseLong(data.getOrDefault(at + ".photos", "0")),
              data.getOrDefault(at + ".digest", "")));
    }
    return pending;
  }
}
