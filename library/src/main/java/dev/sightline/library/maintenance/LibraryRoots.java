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

/// Removes a root from a library, or changes its location, in one commit. Nothing is decoded and no
/// model is needed.
public final class LibraryRoots {
  private LibraryRoots() {}

  /// The result of a change.
  ///
  /// @param images number of changed or removed images
  /// @param removedImages number of removed images
  /// @param quarantined number of changed or removed quarantine records
  public record Outcome(int images, int removedImages, int quarantined) {
    boolean isNothing() {
      return images == 0 && quarantined == 0;
    }
  }

  /// Removes a folder and everything below it that is in no other root. The files stay.
  ///
  /// @param folder one of the library's roots, a mount point or a dead link below one, or a folder
  ///     of imported or merged images outside all roots
  /// @return empty if there is nothing to remove; the library stays unchanged
  /// @throws dev.sightline.library.LibraryException if the library cannot be opened or written; it
  ///     stays unchanged
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

  /// A run keeps images below a dead link, because its disk may come back.
  private static boolean isDeadLink(Path folder) {
    return Files.isSymbolicLink(folder) && !Files.exists(folder);
  }

  private static boolean stays(Path path, Path forgotten, List<LibraryRoot> rest) {
    return !StoredPath.liesUnder(path, forgotten)
        || rest.stream().anyMatch(root -> StoredPath.liesUnder(path, root.folder()));
  }

  /// Replaces a folder at the start of every path, including roots. Files that exist at the new
  /// path with the same size and time count as unchanged; no file is read.
  ///
  /// @param from a root, or a folder above roots
  /// @param to its present location; no other root equals it, contains it or lies in it
  /// @throws dev.sightline.library.LibraryException if the library cannot be opened or written; it
  ///     stays unchanged
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

  /// The root that would conflict with a new location, if any.
  ///
  /// @return a root that stays and equals the new folder, contains it or lies in it
  public static Optional<Path> conflictingRoot(List<LibraryRoot> roots, Path from, Path to) {
    return roots.stream()
        .map(LibraryRoot::folder)
        .filter(root -> !StoredPath.liesUnder(root, from))
        .filter(root -> StoredPath.liesUnder(root, to) || StoredPath.liesUnder(to, root))
        .findFirst();
  }

  private static void requireFree(List<LibraryRoot> roots, PathMapping mapping) {
    conflictingRoot(roots, mapping.from(), mapping.to())
        .ifPresent(
            other -> {
              throw new IllegalArgumentException("%s and %s".formatted(mapping.to(), other));
            });
  }

  private static Outcome edit(LibraryWriter writer, UnaryOperator<List<IndexedFile>> edit) {
    var done = writer.inBulk(index -> FileListPass.run(index, _ -> true, edit));
    return new Outcome(done.images(), done.removedImages(), done.quarantined());
  }
}
