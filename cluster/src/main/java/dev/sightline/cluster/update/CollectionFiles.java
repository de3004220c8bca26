package dev.sightline.cluster.update;

import dev.sightline.cluster.schema.FileTable;
import dev.sightline.library.KnownFiles;
import dev.sightline.library.image.IndexedFile;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The files of a collection that lie below some folders, and those of them that were set aside.
///
/// A run over everything fetches all of them once and keeps a few bytes of each ([FileTable]): a
/// question for each file would cost a way each. A run over a few places asks for what it meets.
final class CollectionFiles implements KnownFiles {
  private final CollectionPaths places;
  private final List<Path> roots;
  private final Optional<KnownFiles> setAside;
  private final Optional<FileTable> table;

  /// Where there is no table.
  private final Set<Path> seen = new HashSet<>();

  /// @param roots folders of this machine
  /// @param setAside closed with this object
  /// @param everything whether all files are going to be looked up
  /// @throws dev.sightline.library.LibraryException if the collection cannot be read as a whole
  CollectionFiles(
      CollectionPaths places, List<Path> roots, Optional<KnownFiles> setAside, boolean everything) {
    this.places = places;
    this.roots = List.copyOf(roots);
    this.setAside = setAside;
    this.table = everything ? Optional.of(new FileTable()) : Optional.empty();
    table.ifPresent(it -> places.forEachFile(roots, known -> it.add(known.file())));
  }

  @Override
  public boolean holds(IndexedFile file) {
    return table.isPresent()
        && setAside.flatMap(it -> it.lookUp(file.path())).isEmpty()
        && table.get().see(file);
  }

  @Override
  public Optional<Known> lookUp(Path path) {
    Optional<Known> aside = setAside.flatMap(it -> it.lookUp(path));
    if (table.isPresent() && !table.get().see(path)) {
      return aside;
    }
    Optional<Known> image = places.at(path);
    if (image.isPresent()) {
      seen.add(path);
      return image;
    }
    return aside;
  }

  @Override
  public void forEachUnseen(Consumer<Known> visitor) {
    setAside.ifPresent(it -> it.forEachUnseen(visitor));
    if (table.map(FileTable::hasUnseen).orElse(true)) {
      places.forEachFile(roots, known -> visitUnseen(known, visitor));
    }
  }

  @Override
  public void forEachUnseenAt(Path place, boolean deep, Consumer<Known> visitor) {
    setAside.ifPresent(it -> it.forEachUnseenAt(place, deep, visitor));
    places.forEachFile(
        List.of(place),
        known -> {
          Path path = known.file().path();
          if (deep || place.equals(path.getParent())) {
            visitUnseen(known, visitor);
          }
        });
  }

  /// What has come since the table was made, by this run or by another, is not missing.
  private void visitUnseen(Known known, Consumer<Known> visitor) {
    Path path = known.file().path();
    boolean unseen = table.map(it -> it.isUnseen(path)).orElse(!seen.contains(path));
    if (unseen) {
      visitor.accept(known);
    }
  }

  @Override
  public void close() {
    setAside.ifPresent(KnownFiles::close);
  }
}
