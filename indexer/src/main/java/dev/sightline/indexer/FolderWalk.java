package dev.sightline.indexer;

import dev.sightline.images.CaptionLines;
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
  private final boolean captions;
  private final Set<Path> linkedFoldersEntered = new HashSet<>();

  /// Those that reach the folder being walked, the outermost first.
  private final List<CaptionFile> captionFiles = new ArrayList<>();

  /// @param otherRoots folders that are walked on their own and not entered from here
  /// @param captions whether what is written about pictures counts
  FolderWalk(LibraryRoot root, Set<Path> otherRoots, boolean captions) {
    this.root = root;
    this.rules = new WalkRules(root.folder(), root.excludes());
    this.otherRoots = Set.copyOf(otherRoots);
    this.captions = captions;
  }

  /// An image file that the walk has come by.
  ///
  /// @param file with what lies beside it, of which only the stamp is known
  /// @param nearby where to read that
  /// @param companions raw files that are shown as part of it, as they would be alone
  record Found(IndexedFile file, Nearby nearby, List<Found> companions) {}

  /// What is told of a walk.
  interface Visitor {
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
  }

  /// Walks until the end or until the visitor has enough.
  ///
  /// @return whether the walk came to its end
  boolean walk(Visitor visitor) {
    Deque<Path> folders = new ArrayDeque<>();
    folders.push(root.folder());
    while (!folders.isEmpty()) {
      Path folder = folders.pop();
      List<Path> subfolders = new ArrayList<>();
      List<Path> entries = entries(folder, visitor);
      FolderNeighbours neighbours = neighbours(folder, entries, visitor);
      for (Path entry : entries) {
        if (!visit(entry, neighbours, subfolders, visitor)) {
          return false;
        }
      }
      subfolders.reversed().forEach(folders::push); // a stack: the first is walked first
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

  private FolderNeighbours neighbours(Path folder, List<Path> entries, Visitor visitor) {
    captionFiles.removeIf(file -> !file.reaches(folder)); // folders come one below the other
    List<Path> taken = entries.stream().filter(rules::takes).toList();
    if (captions && visitor.looksBeside()) {
      taken.stream()
          .filter(file -> file.getFileName().toString().equals(CaptionLines.FILE_NAME))
          .forEach(file -> captionFiles.add(CaptionFile.read(folder, file, visitor)));
    }
    return new FolderNeighbours(taken, captionFiles, captions);
  }

  private boolean visit(
      Path entry, FolderNeighbours neighbours, List<Path> subfolders, Visitor visitor) {
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
      if (!FolderNeighbours.isAttachment(entry)) {
        visitor.other();
      }
      return true;
    }
    if (neighbours.shownWith(entry).isPresent()) {
      return true;
    }
    return visitor.image(found(FileStamp.of(entry, attributes), neighbours, visitor));
  }

  private static Found found(IndexedFile file, FolderNeighbours neighbours, Visitor visitor) {
    if (!visitor.looksBeside()) {
      return new Found(file, Nearby.NOTHING, List.of());
    }
    Nearby nearby = neighbours.nearby(file.path());
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
