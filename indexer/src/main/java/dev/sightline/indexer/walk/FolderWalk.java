package dev.sightline.indexer.walk;

import dev.sightline.images.ImageFormats;
import dev.sightline.images.metadata.CaptionLines;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.image.FileAttributes;
import dev.sightline.library.image.FileStamp;
import dev.sightline.library.image.IndexedFile;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Walks one root, folder by folder in order of name, and passes every image file to a visitor. A
/// linked folder is entered once, by its real path, so that a loop of links ends.
public final class FolderWalk {
  private final LibraryRoot root;
  private final WalkRules rules;
  private final Set<Path> otherRoots;
  private final boolean captions;
  private final Set<Path> linkedFoldersEntered = new HashSet<>();
  private boolean partial;

  /// The folder of the last single file that was visited.
  private @Nullable Listed listed;

  private record Listed(Path folder, FileGroups groups) {}

  /// The caption files at or above the present folder, the outermost first.
  private final List<CaptionFile> captionFiles = new ArrayList<>();

  /// @param otherRoots folders that are walked separately and not entered
  /// @param captions whether sidecars and caption files are used
  public FolderWalk(LibraryRoot root, Set<Path> otherRoots, boolean captions) {
    this.root = root;
    this.rules = new WalkRules(root.folder(), root.excludes(), root.allFolders());
    this.otherRoots = Set.copyOf(otherRoots);
    this.captions = captions;
  }

  /// A walk of one of a library's roots.
  public static FolderWalk of(
      LibraryRoot root, List<LibraryRoot> roots, Path library, boolean captions) {
    return new FolderWalk(root, others(root, roots, library), captions);
  }

  /// The folders that are not entered from a root: the other roots, and the library.
  public static Set<Path> others(LibraryRoot root, List<LibraryRoot> roots, Path library) {
    var others = new HashSet<Path>();
    roots.forEach(it -> others.add(it.folder()));
    others.remove(root.folder());
    others.add(realPath(library));
    return Set.copyOf(others);
  }

  private static Path realPath(Path library) {
    try {
      return library.toRealPath();
    } catch (IOException e) {
      return library.toAbsolutePath().normalize(); // does not exist yet
    }
  }

  /// An image file that the walk has found.
  ///
  /// @param file the file with the stamp of its attachments, which are not read yet
  /// @param sidecars the files to read them from
  /// @param companions raw files that are shown as part of it, each as a file of its own
  public record Found(IndexedFile file, SidecarPaths sidecars, List<Found> companions) {}

  /// Receives what a walk finds.
  public interface Visitor {
    /// A file that is an image by its name.
    ///
    /// @return whether to continue
    boolean image(Found found);

    /// Whether the visitor needs the sidecars of each file.
    default boolean readsSidecars() {
      return true;
    }

    /// A file of another kind, such as a video.
    void other();

    /// A folder or file that could not be visited; nothing below it is known to be missing.
    void unreadable(Path path, String reason);

    /// A folder that the walk enters.
    default void folder(Path folder) {}

    /// A linked folder that was not entered, because only a walk of the whole root can tell which
    /// of several links to one folder is entered; nothing below it is known to be missing.
    default void link(Path folder) {}
  }

  /// Walks until the end, or until the visitor stops.
  ///
  /// @return false when the visitor stopped the walk
  public boolean walk(Visitor visitor) {
    return walk(root.folder(), visitor);
  }

  private boolean walk(Path start, Visitor visitor) {
    Deque<Path> folders = new ArrayDeque<>();
    folders.push(start);
    while (!folders.isEmpty()) {
      Path folder = folders.pop();
      List<Path> subfolders = new ArrayList<>();
      visitor.folder(folder);
      List<Path> entries = entries(folder, visitor);
      FileGroups groups = groups(folder, entries, visitor);
      for (Path entry : entries) {
        if (!visit(entry, groups, subfolders, visitor)) {
          return false;
        }
      }
      subfolders.reversed().forEach(folders::push); // a stack: the first is walked first
    }
    return true;
  }

  /// Walks only one folder or file below the root; a file with the files of its group. It need not
  /// exist. The rules of the root apply.
  ///
  /// @param deep whether to enter the folders below it
  /// @return false when the visitor stopped the walk
  public boolean walkPart(Path place, boolean deep, Visitor visitor) {
    if (place.equals(root.folder()) && deep) {
      return walk(visitor);
    }
    if (!leadsTo(place)) {
      return true;
    }
    partial = true;
    if (!Files.isDirectory(place)) {
      return showGroup(place, visitor);
    }
    List<Path> folders = new ArrayList<>();
    if (place.equals(root.folder())) {
      folders.add(place);
    } else if (!visit(place, FileGroups.NONE, folders, visitor)) {
      return false;
    }
    for (Path folder : folders) {
      readCaptionsAbove(folder, visitor);
      if (deep ? !walk(folder, visitor) : !showFiles(folder, visitor)) {
        return false;
      }
    }
    return true;
  }

  private boolean showFiles(Path folder, Visitor visitor) {
    visitor.folder(folder);
    List<Path> entries = entries(folder, visitor);
    FileGroups groups = groups(folder, entries, visitor);
    for (Path entry : entries) {
      if (!Files.isDirectory(entry) && !visit(entry, groups, new ArrayList<>(), visitor)) {
        return false;
      }
    }
    return true;
  }

  /// Visits the images that a change of a file may affect.
  private boolean showGroup(Path file, Visitor visitor) {
    Path folder = file.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return true;
    }
    if (listed == null || !listed.folder().equals(folder)) {
      readCaptionsAbove(folder, visitor);
      listed = new Listed(folder, groups(folder, entries(folder, visitor), visitor));
    }
    for (Path related : listed.groups().related(file)) {
      if (!visit(related, listed.groups(), new ArrayList<>(), visitor)) {
        return false;
      }
    }
    return true;
  }

  /// Reads the caption files above the folder of a partial walk, because they apply to all folders
  /// below.
  private void readCaptionsAbove(Path folder, Visitor visitor) {
    captionFiles.clear();
    if (!captions || !visitor.readsSidecars()) {
      return;
    }
    Path relative = root.folder().relativize(folder);
    Path above = root.folder();
    for (int i = 0; !above.equals(folder) && i < relative.getNameCount(); i++) {
      Path file = above.resolve(CaptionLines.FILE_NAME);
      if (Files.isRegularFile(file) && rules.takes(file)) {
        captionFiles.add(CaptionFile.read(above, file, visitor));
      }
      above = above.resolve(relative.getName(i));
    }
  }

  /// Whether a walk of the whole root would visit a path, judged by names only.
  public boolean includes(Path place) {
    return leadsTo(place) && (place.equals(root.folder()) || rules.takes(place));
  }

  /// Whether a walk of the whole root would enter the parent folder of a path.
  private boolean leadsTo(Path place) {
    if (!place.startsWith(root.folder())) {
      return false;
    }
    for (Path above = place.getParent();
        above != null && above.startsWith(root.folder()) && !above.equals(root.folder());
        above = above.getParent()) {
      if (!rules.entersFolder(above) || otherRoots.contains(above) || hasNoMedia(above)) {
        return false;
      }
    }
    return true;
  }

  private boolean hasNoMedia(Path folder) {
    return rules.respectsNoMedia(folder) && Files.exists(folder.resolve(IgnoredFolders.NO_MEDIA));
  }

  private List<Path> entries(Path folder, Visitor visitor) {
    var entries = new ArrayList<Path>();
    try (var stream = Files.newDirectoryStream(folder)) {
      stream.forEach(entries::add);
    } catch (DirectoryIteratorException e) {
      visitor.unreadable(folder, "reading the folder failed: " + e.getMessage());
    } catch (IOException e) {
      visitor.unreadable(folder, reason(e));
    }
    if (rules.respectsNoMedia(folder)
        && entries.contains(folder.resolve(IgnoredFolders.NO_MEDIA))) {
      return List.of();
    }
    entries.sort(null);
    return entries;
  }

  private FileGroups groups(Path folder, List<Path> entries, Visitor visitor) {
    captionFiles.removeIf(
        file -> !file.reaches(folder)); // leaves the folders of files that do not apply
    List<Path> taken = entries.stream().filter(rules::takes).toList();
    if (captions && visitor.readsSidecars()) {
      taken.stream()
          .filter(file -> file.getFileName().toString().equals(CaptionLines.FILE_NAME))
          .forEach(file -> captionFiles.add(CaptionFile.read(folder, file, visitor)));
    }
    return new FileGroups(taken, captionFiles, captions);
  }

  private boolean visit(Path entry, FileGroups groups, List<Path> subfolders, Visitor visitor) {
    FileAttributes attributes;
    try {
      attributes = FileAttributes.read(entry);
    } catch (FileSystemLoopException e) {
      return true; // a link to itself
    } catch (IOException e) {
      return unreadableOrDangling(entry, e, visitor);
    }
    if (attributes.isDirectory()) {
      if (rules.entersFolder(entry) && !otherRoots.contains(entry) && entersOnce(entry, visitor)) {
        subfolders.add(entry);
      }
      return true;
    }
    if (!attributes.isRegularFile() || !rules.takes(entry)) {
      return true;
    }
    if (!ImageFormats.isImageName(entry.getFileName().toString())) {
      if (!FileGroups.isAttachment(entry)) {
        visitor.other();
      }
      return true;
    }
    if (groups.shownWith(entry).isPresent()) {
      return true;
    }
    IndexedFile file = FileStamp.of(entry, attributes).withMetadataVersion(MetadataVersion.CURRENT);
    return visitor.image(found(file, groups, visitor));
  }

  private static Found found(IndexedFile file, FileGroups groups, Visitor visitor) {
    if (!visitor.readsSidecars()) {
      return new Found(file, SidecarPaths.NOTHING, List.of());
    }
    SidecarPaths sidecars = groups.sidecars(file.path());
    return new Found(
        file.with(groups.attachments(file.path(), sidecars)), sidecars, groups.alone(file.path()));
  }

  /// Reports an entry that cannot be read, unless it is a dead link.
  private boolean unreadableOrDangling(Path entry, IOException e, Visitor visitor) {
    if (!Files.isSymbolicLink(entry) && rules.takes(entry)) {
      visitor.unreadable(entry, reason(e));
    }
    return true;
  }

  private boolean entersOnce(Path folder, Visitor visitor) {
    if (!Files.isSymbolicLink(folder)) {
      return true;
    }
    if (partial) {
      visitor.link(folder);
      return false;
    }
    try {
      Path real = folder.toRealPath();
      boolean insideARoot =
          real.startsWith(root.folder()) || otherRoots.stream().anyMatch(real::startsWith);
      boolean containsTheRoot = root.folder().startsWith(real);
      return !insideARoot && !containsTheRoot && linkedFoldersEntered.add(real);
    } catch (IOException e) {
      visitor.unreadable(folder, reason(e));
      return false;
    }
  }

  private static String reason(IOException e) {
    return switch (e) {
      case java.nio.file.AccessDeniedException _ -> "no permission to read it";
      case java.nio.file.NoSuchFileException _ -> "it went away while it was looked at";
      default -> String.valueOf(e.getMessage());
    };
  }

  /// Whether a root exists and can be read.
  public static boolean isAccessible(Path root) {
    return Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS) && Files.isReadable(root);
  }
}
