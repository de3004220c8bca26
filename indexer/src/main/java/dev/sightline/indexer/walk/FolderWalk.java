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

/// Walks one root, folder by folder in order of name, and shows every image file in it. A linked
/// folder is entered once, by its real path, so that a loop of links ends.
public final class FolderWalk {
  private final LibraryRoot root;
  private final WalkRules rules;
  private final Set<Path> otherRoots;
  private final boolean captions;
  private final Set<Path> linkedFoldersEntered = new HashSet<>();
  private boolean partial;

  /// The folder whose files were looked at last, one by one.
  private @Nullable Listed listed;

  private record Listed(Path folder, FileGroups neighbours) {}

  /// Those that reach the folder being walked, the outermost first.
  private final List<CaptionFile> captionFiles = new ArrayList<>();

  /// @param otherRoots folders that are walked on their own and not entered from here
  /// @param captions whether what is written about pictures counts
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

  /// What is not entered from a root: the other roots, and the library, whose thumbnails are no
  /// photos.
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
      return library.toAbsolutePath().normalize(); // not there yet
    }
  }

  /// An image file that the walk has come by.
  ///
  /// @param file with what lies beside it, of which only the stamp is known
  /// @param nearby where to read that
  /// @param companions raw files that are shown as part of it, as they would be alone
  public record Found(IndexedFile file, SidecarPaths nearby, List<Found> companions) {}

  /// What is told of a walk.
  public interface Visitor {
    /// A file that is an image by its name.
    ///
    /// @return whether to go on
    boolean image(Found found);

    /// Whether to look at what lies beside each file: who only counts files need not.
    default boolean looksBeside() {
      return true;
    }

    /// A file that is something else: a video, a text.
    void other();

    /// A folder or file that could not be looked at; nothing below it is known to be gone.
    void unreadable(Path path, String reason);

    /// A folder that is walked now.
    default void folder(Path folder) {}

    /// A linked folder that was not entered, because only a walk of the whole root can tell which
    /// of several links to one folder is the one that is entered; nothing below it is known to be
    /// gone.
    default void link(Path folder) {}
  }

  /// Walks until the end or until the visitor has enough.
  ///
  /// @return whether the walk came to its end
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
      FileGroups neighbours = neighbours(folder, entries, visitor);
      for (Path entry : entries) {
        if (!visit(entry, neighbours, subfolders, visitor)) {
          return false;
        }
      }
      subfolders.reversed().forEach(folders::push); // a stack: the first is walked first
    }
    return true;
  }

  /// Looks at one place below the root, and nowhere else: a folder, or a file with what belongs
  /// together with it, whether it is there or gone. What the rules leave out is left out.
  ///
  /// @param deep whether also into the folders below it
  /// @return whether the walk came to its end
  public boolean walkPart(Path place, boolean deep, Visitor visitor) {
    if (place.equals(root.folder()) && deep) {
      return walk(visitor);
    }
    if (!leadsTo(place)) {
      return true;
    }
    partial = true;
    if (!Files.isDirectory(place)) {
      return showTogether(place, visitor);
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
    FileGroups neighbours = neighbours(folder, entries, visitor);
    for (Path entry : entries) {
      if (!Files.isDirectory(entry) && !visit(entry, neighbours, new ArrayList<>(), visitor)) {
        return false;
      }
    }
    return true;
  }

  /// A file, and those of its folder that are shown with it or that it was shown with.
  private boolean showTogether(Path file, Visitor visitor) {
    Path folder = file.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return true;
    }
    if (listed == null || !listed.folder().equals(folder)) {
      readCaptionsAbove(folder, visitor);
      listed = new Listed(folder, neighbours(folder, entries(folder, visitor), visitor));
    }
    for (Path related : listed.neighbours().related(file)) {
      if (!visit(related, listed.neighbours(), new ArrayList<>(), visitor)) {
        return false;
      }
    }
    return true;
  }

  /// Caption files reach down: those above a folder that is not walked to are read first.
  private void readCaptionsAbove(Path folder, Visitor visitor) {
    captionFiles.clear();
    if (!captions || !visitor.looksBeside()) {
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

  /// Whether a walk of the whole root would show a place, going by names alone.
  public boolean wouldShow(Path place) {
    return leadsTo(place) && (place.equals(root.folder()) || rules.takes(place));
  }

  /// Whether a walk of the whole root would come to the folder that a place lies in.
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
    return rules.heedsNoMedia(folder) && Files.exists(folder.resolve(IgnoredFolders.NO_MEDIA));
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
    if (rules.heedsNoMedia(folder) && entries.contains(folder.resolve(IgnoredFolders.NO_MEDIA))) {
      return List.of();
    }
    entries.sort(null);
    return entries;
  }

  private FileGroups neighbours(Path folder, List<Path> entries, Visitor visitor) {
    captionFiles.removeIf(file -> !file.reaches(folder)); // folders come one below the other
    List<Path> taken = entries.stream().filter(rules::takes).toList();
    if (captions && visitor.looksBeside()) {
      taken.stream()
          .filter(file -> file.getFileName().toString().equals(CaptionLines.FILE_NAME))
          .forEach(file -> captionFiles.add(CaptionFile.read(folder, file, visitor)));
    }
    return new FileGroups(taken, captionFiles, captions);
  }

  private boolean visit(Path entry, FileGroups neighbours, List<Path> subfolders, Visitor visitor) {
    FileAttributes attributes;
    try {
      attributes = FileAttributes.read(entry);
    } catch (FileSystemLoopException e) {
      return true; // a link that leads to itself holds nothing
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
    if (neighbours.shownWith(entry).isPresent()) {
      return true;
    }
    IndexedFile file = FileStamp.of(entry, attributes).withMetadataVersion(MetadataVersion.CURRENT);
    return visitor.image(found(file, neighbours, visitor));
  }

  private static Found found(IndexedFile file, FileGroups neighbours, Visitor visitor) {
    if (!visitor.looksBeside()) {
      return new Found(file, SidecarPaths.NOTHING, List.of());
    }
    SidecarPaths nearby = neighbours.nearby(file.path());
    return new Found(
        file.with(neighbours.beside(file.path(), nearby)), nearby, neighbours.alone(file.path()));
  }

  /// A link to nothing is no image; anything else that cannot be looked at is told.
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

  /// Whether a root is there and can be listed at all.
  public static boolean isThere(Path root) {
    return Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS) && Files.isReadable(root);
  }
}
