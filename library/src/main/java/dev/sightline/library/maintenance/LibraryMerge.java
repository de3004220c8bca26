package dev.sightline.library.maintenance;

import dev.sightline.library.LibraryException;
import dev.sightline.library.LibraryModel;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.LibraryState;
import dev.sightline.library.PathMapping;
import dev.sightline.library.lucene.CommitSnapshot;
import dev.sightline.library.lucene.DuplicateFolding;
import dev.sightline.library.lucene.LibraryFolder;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.lucene.LibraryWriter;
import dev.sightline.library.lucene.ThumbnailFolder;
import dev.sightline.library.schema.FileListPass;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SegmentReader;
import org.apache.lucene.store.Directory;

/// Merges libraries into one, such as shards that were indexed on several machines.
///
/// Their segments are copied as they are (Lucene's `addIndexes`), with their graphs; then paths are
/// mapped and duplicates folded, all before one commit, so that readers see the target unchanged or
/// complete. Sources are only read; other programs may write to them, and they may be on read-only
/// media. Memory use does not grow with their size.
public final class LibraryMerge {
  private final Path target;
  private final List<PathMapping> mappings;

  private LibraryMerge(Path target, List<PathMapping> mappings) {
    this.target = target;
    this.mappings = List.copyOf(mappings);
  }

  /// The result of a merge.
  ///
  /// @param images number of images in the target
  /// @param folded number of images that were in several libraries, or lost their last path to a
  ///     newer file
  public record Outcome(int images, int folded) {}

  /// One source, held open.
  private record Source(Path folder, CommitSnapshot snapshot, LibraryState state) {}

  /// Merges libraries into one.
  ///
  /// @param sources libraries of one model, none of them the target
  /// @param target a library of that model, or a folder for a new one
  /// @param mappings present locations of folders of the sources; the target's own paths stay
  /// @throws LibraryException if one cannot be opened, models differ, or the target cannot be
  ///     written; the target stays unchanged
  public static Outcome run(List<Path> sources, Path target, List<PathMapping> mappings) {
    var opened = new ArrayList<Source>();
    try {
      for (Path folder : sources) {
        opened.add(open(folder));
      }
      return new LibraryMerge(target, mappings).merge(opened);
    } finally {
      opened.forEach(LibraryMerge::close);
    }
  }

  private static Source open(Path folder) {
    try {
      var snapshot = CommitSnapshot.open(folder);
      try (var reader = DirectoryReader.open(snapshot)) {
        return new Source(folder, snapshot, LibraryState.read(reader, folder));
      } catch (IOException | RuntimeException e) {
        snapshot.close();
        throw e;
      }
    } catch (IOException e) {
      throw LibraryException.damaged(folder, e);
    }
  }

  private static void close(Source source) {
    try {
      source.snapshot().close();
    } catch (IOException e) {
      throw LibraryException.damaged(source.folder(), e);
    }
  }

  private Outcome merge(List<Source> sources) {
    Optional<LibraryState> existing = stateOfTarget();
    Path firstFolder = existing.isPresent() ? target : sources.getFirst().folder();
    LibraryModel model =
        existing.map(LibraryState::model).orElseGet(() -> sources.getFirst().state().model());
    for (Source source : sources) {
      if (!source.state().model().imageFingerprint().equals(model.imageFingerprint())) {
        throw LibraryException.twoModels(
            firstFolder, model, source.folder(), source.state().model());
      }
    }
    int folded;
    try (var writer = LibraryWriter.open(target, model)) {
      folded = writer.inBulk(index -> putTogether(index, sources));
      writer.setState(mergedState(writer.state(), existing.isPresent(), sources));
      writer.commit();
    }
    copyOtherFolders(sources);
    try (var reader = LibraryReader.open(target)) {
      return new Outcome(reader.size(), folded);
    }
  }

  private Optional<LibraryState> stateOfTarget() {
    Optional<LibraryReader> there = LibraryReader.openIfExists(target);
    try (var _ = there.orElse(null)) {
      return there.map(LibraryReader::state);
    }
  }

  private int putTogether(IndexWriter index, List<Source> sources) throws IOException {
    var own = new HashSet<String>();
    try (var reader = DirectoryReader.open(index)) {
      reader.leaves().forEach(leaf -> own.add(name(leaf.reader())));
    }
    index.addIndexes(sources.stream().map(Source::snapshot).toArray(Directory[]::new));
    if (!mappings.isEmpty()) {
      FileListPass.run(
          index, leaf -> !own.contains(name(leaf)), files -> PathMapping.moved(files, mappings));
    }
    return DuplicateFolding.run(index);
  }

  private static String name(LeafReader leaf) {
    return ((SegmentReader) leaf).getSegmentName();
  }

  /// All roots once. An exclude that only some libraries have is dropped, so that the next run
  /// removes nothing. The time of the last run is the earliest one.
  private LibraryState mergedState(LibraryState state, boolean existed, List<Source> sources) {
    var roots = new LinkedHashMap<Path, LibraryRoot>();
    state.roots().forEach(root -> roots.put(root.folder(), root));
    boolean allHaveRun = !existed || state.lastRunMillis().isPresent();
    long oldest = state.lastRunMillis().orElse(Long.MAX_VALUE);
    var others = new ArrayList<LibraryModel>(state.otherModels());
    boolean captions = !existed || state.captions();
    for (Source source : sources) {
      captions &= source.state().captions();
      source.state().otherModels().stream()
          .filter(model -> !hasModel(others, model))
          .forEach(others::add);
      for (LibraryRoot root : source.state().roots()) {
        var moved = root.at(moved(root.folder()));
        roots.merge(moved.folder(), moved, LibraryMerge::bothExclude);
      }
      allHaveRun &= source.state().lastRunMillis().isPresent();
      oldest = Math.min(oldest, source.state().lastRunMillis().orElse(Long.MAX_VALUE));
    }
    return new LibraryState(
        state.model(),
        others,
        List.copyOf(roots.values()),
        allHaveRun ? OptionalLong.of(oldest) : OptionalLong.empty(),
        captions,
        existed ? state.vectors() : sources.getFirst().state().vectors(),
        state.histories());
  }

  private static boolean hasModel(List<LibraryModel> models, LibraryModel model) {
    return models.stream().anyMatch(it -> it.imageFingerprint().equals(model.imageFingerprint()));
  }

  private Path moved(Path root) {
    return mappings.stream()
        .filter(mapping -> mapping.covers(root))
        .findFirst()
        .map(mapping -> mapping.pathOf(root))
        .orElse(root);
  }

  private static LibraryRoot bothExclude(LibraryRoot a, LibraryRoot b) {
    return new LibraryRoot(
        a.folder(),
        a.excludes().stream().filter(b.excludes()::contains).toList(),
        a.allFolders() || b.allFolders());
  }

  /// Thumbnails, label sets and concepts; of two with one name the target's stays, or the first
  /// source's.
  private void copyOtherFolders(List<Source> sources) {
    var thumbnails = new ThumbnailFolder(LibraryFolder.thumbnails(target));
    for (Source source : sources) {
      Path from = source.folder();
      try {
        new ThumbnailFolder(LibraryFolder.thumbnails(from)).copyMissing(thumbnails);
        CustomFilterFolder.copyMissing(LibraryFolder.learned(from), LibraryFolder.learned(target));
      } catch (IOException e) {
        throw LibraryException.damaged(target, e);
      }
    }
  }
}
