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

/// Tells the photos of one root that were deleted from those whose disk is not there. A disk is
/// missing when
///
/// - a folder where a file system was mounted in the last full run is gone, or none is mounted
///   there now and nothing that was known of it lies there;
/// - the nearest folder that is there is empty and lies on another device than the file did;
/// - a link on the way to the file leads to nothing;
/// - no run has noted the root's mount points yet, as in a library of an earlier version, and the
///   nearest folder that is there lies on another device than the file did, though no device of the
///   root was given another number.
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

  /// Folders that must have been mount points, though no run has noted them.
  private final Set<Path> inferred = new TreeSet<>();

  /// The nearest folder above a file that is there, and what is known of it.
  ///
  /// @param child the first folder below it that is not there; the folder itself where all are
  /// @param deadLink a link to nothing on the way
  private record Nearest(
      Path folder, Path child, Optional<Path> deadLink, Optional<String> device, boolean empty) {}

  /// @param history what the last full run noted of the root
  public RootDisks(LibraryRoot root, Optional<RootHistory> history, Mounts mounts) {
    this.root = root.folder();
    this.mounts = mounts;
    this.noted = history.isPresent();
    this.mountPoints =
        history.map(RootHistory::mountPoints).orElse(List.of()).stream()
            .sorted(Comparator.comparingInt(Path::getNameCount).reversed())
            .toList();
  }

  /// Asks for each mount point, so that an automounter brings its disk.
  public void wake() {
    mountPoints.forEach(Files::isDirectory);
  }

  /// Whether the root itself lacks its disk: it is not there, or an empty folder on another device
  /// than its photos.
  public boolean lacksRoot(KnownFiles known) {
    if (!FolderWalk.isThere(root)) {
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

  /// Takes a folder that the walk has entered.
  public void entered(Path folder) {
    if (mounts.isMountPoint(folder)) {
      mountedNow.add(folder);
    }
  }

  /// Takes a known file that the walk has shown.
  ///
  /// @param now the same file as it is now
  public void seen(IndexedFile before, IndexedFile now) {
    mountPointOf(before.path()).ifPresent(withKnownFiles::add);
    Optional<String> device = SystemMounts.deviceOf(before.fileKey());
    if (device.isPresent() && liesElsewhere(now, device.get())) {
      renumbered.add(device.get());
    }
  }

  /// Takes a known file that the walk has shown as it was.
  public void seen(Path path) {
    if (!mountPoints.isEmpty()) {
      mountPointOf(path).ifPresent(withKnownFiles::add);
    }
  }

  /// The mount point that a path lies at or below, as the last full run or this one knows it.
  public Optional<Path> mountPointOf(Path path) {
    for (Path mountPoint : mountPoints) {
      if (path.startsWith(mountPoint)) {
        return Optional.of(mountPoint);
      }
    }
    return Optional.empty();
  }

  /// The folder whose disk is missing, if that is why a known file was not shown. To be asked when
  /// the walk has come to its end.
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
      return Optional.of(file.path()); // or the walk would have shown it
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
      return false; // the walk tells what is wrong with it
    }
  }

  /// Folders that [#missingFolder] gave.
  public Set<Path> missing() {
    return missing;
  }

  /// What the next full run shall know: mount points of now, and those that are missing.
  public List<Path> mountPointsToNote() {
    var noting = new ArrayList<Path>(mountedNow);
    inferred.stream().filter(it -> !noting.contains(it)).forEach(noting::add);
    mountPoints.stream()
        .filter(it -> !noting.contains(it) && ifMissing(it).isPresent())
        .forEach(noting::add);
    return noting;
  }
}
