package dev.sightline.indexer;

import dev.sightline.images.ImageFormats;
import dev.sightline.library.FileStamp;
import dev.sightline.library.IndexedFile;
import dev.sightline.library.LibraryRoot;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Walks one root, folder by folder in order of name, and shows every image file in it. A linked
/// folder is entered once, by its real path, so that a loop of links ends.
final class FolderWalk {
  private final LibraryRoot root;
  private final WalkRules rules;
  private final Set<Path> otherRoots;
  private final Set<Path> linkedFoldersEntered = new HashSet<>();
  private boolean partial;

  /// @param otherRoots folders that are walked on their own and not entered from here
  FolderWalk(LibraryRoot root, Set<Path> otherRoots) {
    this.root = root;
    this.rules = new WalkRules(root.folder(), root.excludes());
    this.otherRoots = Set.copyOf(otherRoots);
  }

  /// A walk of one of a library's roots.
  static FolderWalk of(LibraryRoot root, List<LibraryRoot> roots, Path library) {
    return new FolderWalk(root, others(root, roots, library));
  }

  /// What is not entered from a root: the other roots, and the library, whose thumbnails are no
  /// photos.
  static Set<Path> others(LibraryRoot root, List<LibraryRoot> roots, Path library) {
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

  /// What is told of a walk.
  interface Visitor {
    /// A file that is an image by its name.
    ///
    /// @return whether to go on
    boolean image(IndexedFile file);

    /// A file that is something else: a video, a text.
    void other();

    /// A folder or file that could not be looked at; nothing below it is known to be gone.
    void unreadable(Path path, String reason);

    /// A folder that is walked now.
    default void folder(Path folder) {}

    /// A linked folder that was not entered, because only a walk of the whole root can tell which
    /// of
    /// several links to one folder is the one that is entered; nothing below it is known to be
    /// gone.
    default void link(Path folder) {}
  }

  /// Walks until the end or until the visitor has enough.
  ///
  /// @return whether the walk came to its end
  boolean walk(Visitor visitor) {
    return walk(root.folder(), visitor);
  }

  private boolean walk(Path start, Visitor visitor) {
    Deque<Path> folders = new ArrayDeque<>();
    folders.push(start);
    while (!folders.isEmpty()) {
      Path folder = folders.pop();
      List<Path> subfolders = new ArrayList<>();
      visitor.folder(folder);
      for (Path entry : entries(folder, visitor)) {
        if (!visit(entry, subfolders, visitor)) {
          return false;
        }
      }
      subfolders.reversed().forEach(folders::push); // a stack: the first is walked first
    }
    return true;
  }

  /// Looks at one place below the root, and nowhere else: a folder, a file, or nothing when it is
  /// not
  /// there. What the rules leave out is left out.
  ///
  /// @param deep whether also into the folders below it
  /// @return whether the walk came to its end
  boolean walkPart(Path place, boolean deep, Visitor visitor) {
    if (place.equals(root.folder()) && deep) {
      return walk(visitor);
    }
    if (!leadsTo(place)) {
      return true;
    }
    partial = true;
    if (Files.notExists(place, LinkOption.NOFOLLOW_LINKS)) {
      return true;
    }
    List<Path> folders = new ArrayList<>();
    if (place.equals(root.folder())) {
      folders.add(place);
    } else if (!visit(place, folders, visitor)) {
      return false;
    }
    for (Path folder : folders) {
      if (deep ? !walk(folder, visitor) : !showFiles(folder, visitor)) {
        return false;
      }
    }
    return true;
  }

  private boolean showFiles(Path folder, Visitor visitor) {
    visitor.folder(folder);
    for (Path entry : entries(folder, visitor)) {
      if (!Files.isDirectory(entry) && !visit(entry, new ArrayList<>(), visitor)) {
        return false;
      }
    }
    return true;
  }

  /// Whether a walk of the whole root would show a place, going by names alone.
  boolean wouldShow(Path place) {
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
      if (!rules.entersFolder(above) || otherRoots.contains(above)) {
        return false;
      }
    }
    return true;
  }

  private static List<Path> entries(Path folder, Visitor visitor) {
    var entries = new ArrayList<Path>();
    try (var stream = Files.newDirectoryStream(folder)) {
      stream.forEach(entries::add);
    } catch (DirectoryIteratorException e) {
      visitor.unreadable(folder, "reading the folder failed: " + e.getMessage());
    } catch (IOException e) {
      visitor.unreadable(folder, reason(e));
    }
    entries.sort(null);
    return entries;
  }

  private boolean visit(Path entry, List<Path> subfolders, Visitor visitor) {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(entry, BasicFileAttributes.class);
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
      visitor.other();
      return true;
    }
    return visitor.image(FileStamp.of(entry, attributes));
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
  static boolean isThere(Path root) {
    return Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS) && Files.isReadable(root);
  }
}
