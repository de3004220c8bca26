package dev.sightline.indexer.walk;

import dev.sightline.library.KnownFiles;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.RootHistory;
import dev.sightline.library.image.IndexedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Distinguishes the photos of one root that were deleted from those whose disk is missing. A disk
/// is missing when
///
/// - a folder where a file system was mounted in the last full run does not exist, or none is
///   mounted there now and none of its known files exists;
/// - the nearest existing folder is empty and on another device than the file was;
/// - a link in the path of the file is dead;
/// - no run has stored the root's mount points yet, as in a library of an earlier version, and the
///   nearest existing folder is on another device than the file was, although no device of the root
///   has a new number.
///
/// For use by one thread.
public final class RootDisks {
  private final Path root;
  private final Mounts mounts;
  private final boolean noted;

  /// The innermost first.
  private final List<Path> mountPoints;

  private final Set<Path> mountedNow = new TreeSet<>();
  private final Set<Path> withKnownFiles = new HashSet<>();
  private final Set<String> renumbered = new HashSet<>();
  private final Map<Path, Optional<Path>> missingByMount = new HashMap<>();
  private final Map<Path, Nearest> nearestByFolder = new HashMap<>();
  private final Set<Path> missing = new TreeSet<>();

  /// Folders that must have been mount points, although no run has stored them.
  private final Set<Path> inferred = new TreeSet<>();

  /// The nearest existing folder above a file.
  ///
  /// @param child the first missing folder below it; the folder itself if all exist
  /// @param deadLink a dead link in the path
  private record Nearest(
      Path folder, Path child, Optional<Path> deadLink, Optional<String> device, boolean empty) {}

  /// @param history history of the root
  public RootDisks(LibraryRoot root, Optional<RootHistory> history, Mounts mounts) {
    this.root = root.folder();
    this.mounts = mounts;
    this.noted = history.isPresent();
    this.mountPoints =
        history.map(RootHistory::mountPoints).orElse(List.of()).stream()
            .sorted(Comparator.comparingInt(Path::getNameCount).reversed())
            .toList();
  }

  /// Accesses each mount point, so that an automounter mounts its disk.
  public void wake() {
    mountPoints.forEach(Files::isDirectory);
  }

  /// Whether the disk of the root itself is missing: the root does not exist, or is an empty folder
  /// on another device than its photos.
  public boolean lacksRoot(KnownFiles known) {
    if (!FolderWalk.isAccessible(root)) {
      return true;
    }
    if (!isEmpty(root)) {
      return false;
    }
    if (mountPoints.contains(root) && !mounts.isMountPoint(root)) {
      return true;
    }
    Optional<String> here = mounts.device(root);
    var elsewhere = new boolean[1];
    if (here.isPresent()) {
      known.forEachUnseenAt(
          root, true, file -> elsewhere[0] |= liesElsewhere(file.file(), here.get()));
    }
    return elsewhere[0];
  }

  private static boolean liesElsewhere(IndexedFile file, String device) {
    return SystemMounts.deviceOf(file.fileKey()).filter(it -> !it.equals(device)).isPresent();
  }

  /// Records a folder that the walk has entered.
  public void entered(Path folder) {
    if (mounts.isMountPoint(folder)) {
      mountedNow.add(folder);
    }
  }

  /// Records a known file that the walk has found.
  ///
  /// @param now its present record
  public void seen(IndexedFile before, IndexedFile now) {
    mountPointOf(before.path()).ifPresent(withKnownFiles::add);
    Optional<String> device = SystemMounts.deviceOf(before.fileKey());
    if (device.isPresent() && liesElsewhere(now, device.get())) {
      renumbered.add(device.get());
    }
  }

  /// Records a known, unchanged file that the walk has found.
  public void seen(Path path) {
    if (!mountPoints.isEmpty()) {
      mountPointOf(path).ifPresent(withKnownFiles::add);
    }
  }

  /// The mount point at or above a path, as stored by the last full run or found by this one.
  public Optional<Path> mountPointOf(Path path) {
    for (Path mountPoint : mountPoints) {
      if (path.startsWith(mountPoint)) {
        return Optional.of(mountPoint);
      }
    }
    return Optional.empty();
  }

  /// The folder whose disk is missing, if that is why a known file was not found. To be called
  /// after the walk.
  public Optional<Path> missingFolder(IndexedFile file) {
    Optional<Path> folder =
        mountPointOf(file.path())
            .flatMap(it -> missingByMount.computeIfAbsent(it, this::ifMissing))
            .or(() -> missingByPlace(file));
    folder.ifPresent(missing::add);
    return folder;
  }

  private Optional<Path> ifMissing(Path mountPoint) {
    boolean lacks =
        !Files.isDirectory(mountPoint)
            || (!mounts.isMountPoint(mountPoint) && !withKnownFiles.contains(mountPoint));
    return lacks ? Optional.of(mountPoint) : Optional.empty();
  }

  private Optional<Path> missingByPlace(IndexedFile file) {
    if (Files.isSymbolicLink(file.path())) {
      return Optional.of(file.path()); // otherwise the walk would have found it
    }
    Path folder = file.path().getParent();
    if (folder == null) {
      return Optional.empty();
    }
    Nearest nearest = nearestByFolder.computeIfAbsent(folder, this::nearest);
    if (nearest.deadLink().isPresent()) {
      return nearest.deadLink();
    }
    if (nearest.device().isEmpty() || !liesElsewhere(file, nearest.device().get())) {
      return Optional.empty();
    }
    if (nearest.empty()) {
      return inferred(nearest.folder());
    }
    boolean renamed =
        SystemMounts.deviceOf(file.fileKey()).filter(renumbered::contains).isPresent();
    return noted || renamed ? Optional.empty() : inferred(nearest.child());
  }

  private Optional<Path> inferred(Path mountPoint) {
    inferred.add(mountPoint);
    return Optional.of(mountPoint);
  }

  private Nearest nearest(Path folder) {
    Path child = folder;
    Path above = folder;
    Optional<Path> deadLink = Optional.empty();
    while (!above.equals(root) && !Files.isDirectory(above)) {
      if (Files.isSymbolicLink(above)) {
        deadLink = Optional.of(above);
      }
      child = above;
      Path parent = above.getParent();
      if (parent == null || !parent.startsWith(root)) {
        break;
      }
      above = parent;
    }
    return new Nearest(above, child, deadLink, mounts.device(above), isEmpty(above));
  }

  private static boolean isEmpty(Path folder) {
    try (var entries = Files.newDirectoryStream(folder)) {
      return !entries.iterator().hasNext();
    } catch (IOException e) {
      return false; // the walk reports it
    }
  }

  /// All results of [#missingFolder].
  public Set<Path> missing() {
    return missing;
  }

  /// The mount points to store for the next full run: the present ones and the missing ones.
  public List<Path> mountPointsToNote() {
    var noting = new ArrayList<Path>(mountedNow);
    inferred.stream().filter(it -> !noting.contains(it)).forEach(noting::add);
    mountPoints.stream()
        .filter(it -> !noting.contains(it) && ifMissing(it).isPresent())
        .forEach(noting::add);
    return noting;
  }
}
