package dev.sightline.library.maintenance;

import dev.sightline.library.LibraryRoot;
import dev.sightline.library.PathMapping;
import dev.sightline.library.RootHistory;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.StoredPath;
import dev.sightline.library.lucene.LibraryWriter;
import dev.sightline.library.schema.FileListPass;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Takes a root out of a library, or says that it lies elsewhere now. Each is one commit: the
/// library is as before or as after. Nothing is decoded, no model is needed.
public final class LibraryRoots {
  private LibraryRoots() {}

  /// What was done.
  ///
  /// @param images images that changed: lost a path, moved or went
  /// @param removedImages images that left the library
  /// @param setAside records of files set aside that changed or went
  public record Outcome(int images, int removedImages, int setAside) {
    boolean isNothing() {
      return images == 0 && setAside == 0;
    }
  }

  /// Forgets a folder and everything that lies under it and under no other root. The files stay.
  ///
  /// @param folder one of the library's roots, a mount point or a link to nothing below one, or a
  ///     folder of images that came by import or merge and lie under no root
  /// @return empty if it is no root and nothing lies under it alone; the library is as it was
  /// @throws dev.sightline.library.LibraryException if the library cannot be opened or written; it
  ///     stays as it was
  public static Optional<Outcome> forget(Path library, Path folder) {
    try (var writer = LibraryWriter.openExisting(library)) {
      List<LibraryRoot> roots = writer.state().roots();
      List<LibraryRoot> rest = roots.stream().filter(it -> !it.folder().equals(folder)).toList();
      boolean isMountPoint =
          writer.state().histories().stream().anyMatch(it -> it.mountPoints().contains(folder))
              || isDeadLink(folder);
      List<LibraryRoot> others =
          isMountPoint
              ? rest.stream().filter(it -> StoredPath.liesUnder(it.folder(), folder)).toList()
              : rest;
      writer.setState(
          writer
              .state()
              .withRoots(rest)
              .withHistories(
                  writer.state().histories().stream().map(it -> it.without(folder)).toList()));
      var outcome =
          edit(
              writer,
              files -> files.stream().filter(file -> stays(file.path(), folder, others)).toList());
      if (rest.size() == roots.size() && !isMountPoint && outcome.isNothing()) {
        return Optional.empty();
      }
      writer.commit();
      return Optional.of(outcome);
    }
  }

  /// A run keeps what lies behind a link to nothing, as its disk may come back.
  private static boolean isDeadLink(Path folder) {
    return Files.isSymbolicLink(folder) && !Files.exists(folder);
  }

  private static boolean stays(Path path, Path forgotten, List<LibraryRoot> rest) {
    return !StoredPath.liesUnder(path, forgotten)
        || rest.stream().anyMatch(root -> StoredPath.liesUnder(path, root.folder()));
  }

  /// Gives every path below a folder a new beginning, and the roots there too. Files that lie at
  /// the new place with their size and time count as unchanged; no file is read.
  ///
  /// @param from a root, or a folder above roots
  /// @param to where it lies now; no other root equals it, holds it or lies in it
  /// @throws dev.sightline.library.LibraryException if the library cannot be opened or written; it
  ///     stays as it was
  public static Outcome move(Path library, Path from, Path to) {
    try (var writer = LibraryWriter.openExisting(library)) {
      var mapping = new PathMapping(from, to);
      List<LibraryRoot> roots = writer.state().roots();
      if (roots.stream().noneMatch(root -> mapping.covers(root.folder()))) {
        throw new IllegalArgumentException("no root lies under " + from);
      }
      requireFree(roots, mapping);
      List<RootHistory> histories =
          writer.state().histories().stream().map(it -> it.moved(mapping)).toList();
      writer.setState(writer.state().withRoots(mapping.rootsOf(roots)).withHistories(histories));
      Outcome outcome = edit(writer, mapping::filesOf);
      writer.commit();
      return outcome;
    }
  }

  /// The root that a re-rooting would run into, if any.
  ///
  /// @return a root that stays and equals the new folder, holds it or lies in it
  public static Optional<Path> inTheWay(List<LibraryRoot> roots, Path from, Path to) {
    return roots.stream()
        .map(LibraryRoot::folder)
        .filter(root -> !StoredPath.liesUnder(root, from))
        .filter(root -> StoredPath.liesUnder(root, to) || StoredPath.liesUnder(to, root))
        .findFirst();
  }

  private static void requireFree(List<LibraryRoot> roots, PathMapping mapping) {
    inTheWay(roots, mapping.from(), mapping.to())
        .ifPresent(
            other -> {
              throw new IllegalArgumentException("%s and %s".formatted(mapping.to(), other));
            });
  }

  private static Outcome edit(LibraryWriter writer, UnaryOperator<List<IndexedFile>> edit) {
    var done = writer.inBulk(index -> FileListPass.run(index, _ -> true, edit));
    return new Outcome(done.images(), done.removedImages(), done.setAside());
  }
}
